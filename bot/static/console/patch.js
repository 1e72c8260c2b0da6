// Brings a piece of the page up to date in place: nodes that stay are kept, so focus, scrolling and open
// details survive. Children with data-row are known by it; a form with data-keep is left alone while something
// is written in it, and what bears data-keep="always" at all times.

export function patch(old, fresh) {
  if (old.dataset?.keep === "always" || old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  patchAttributes(old, fresh);
  if (old.dataset.keep === undefined || !typedIn(old)) patchChildren(old, fresh);
}

const typedIn = (form) => Boolean(form.querySelector("textarea")?.value);

function patchAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    const own = name === "open" && old.matches("details");
    if (!fresh.hasAttribute(name) && !own) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

export function patchChildren(old, fresh) {
  const known = new Map();
  for (const child of old.children) if (child.dataset?.row) known.set(child.dataset.row, child);
  let at = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const same = wanted.dataset?.row && known.get(wanted.dataset.row);
    if (same) {
      known.delete(wanted.dataset.row);
      if (same !== at) old.insertBefore(same, at);
      else at = at.nextSibling;
      patch(same, wanted);
    } else if (at && !at.dataset?.row && !wanted.dataset?.row && at.nodeName === wanted.nodeName) {
      const next = at.nextSibling;
      patch(at, wanted);
      at = next;
    } else {
      old.insertBefore(wanted, at);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}
