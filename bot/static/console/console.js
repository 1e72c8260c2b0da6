// What every page of the console does beyond plain links and forms.

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRF-Token"] = csrf;
});

// The summary of what is wrong is read out and reached first.
document.querySelector("[data-summary]")?.focus();

// On a phone the ways are wider than the screen: where one is stands in sight.
document.querySelector(".ways [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// An open menu closes on Escape and when one goes elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A one-time link carries its token in the fragment, which the server never sees: send it on as a form.
const welcome = document.querySelector("[data-welcome]");
function sendToken() {
  if (location.hash.length < 2) return;
  welcome.elements.token.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  welcome.submit();
}
if (welcome) {
  addEventListener("hashchange", sendToken);
  sendToken();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const shown = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(shown.textContent.trim());
    button.textContent = button.dataset.copied;
  } catch {
    getSelection().selectAllChildren(shown);
  }
});
