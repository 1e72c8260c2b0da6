// Puts an article into the reply: search, Enter takes the first, and it stands where one writes.

const dialog = document.getElementById("insert");
const thread = document.getElementById("thread");
const query = document.getElementById("insert-q");
const list = dialog?.querySelector(".picked");
let soon = 0;
let asked = 0;

async function look() {
  const mine = (asked += 1);
  const wanted = new URLSearchParams({ q: query.value, language: dialog.dataset.language });
  if (!query.value.trim()) {
    list.replaceChildren();
    return;
  }
  const response = await fetch(`${dialog.dataset.from}?${wanted}`, { headers: { "HX-Request": "true" } });
  if (!response.ok || mine !== asked) return;
  const found = document.createElement("template");
  found.innerHTML = await response.text();
  list.replaceChildren(found.content);
}

function insert(text) {
  const box = thread.querySelector("[data-composer] textarea");
  dialog.close();
  const gap = box.value && !box.value.endsWith("\n") ? "\n" : "";
  box.value += gap + text;
  box.form.querySelector('[name="mode"][value="reply"]').checked = true;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

if (dialog) {
  thread.addEventListener("click", (event) => {
    if (!event.target.closest("[data-open-insert]")) return;
    dialog.showModal();
    query.select();
  });
  query.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => look().catch(() => {}), 200);
  });
  query.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(soon);
    await look();
    list.querySelector("[data-insert]")?.click();
  });
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-insert]");
    if (chosen) insert(chosen.dataset.insert);
  });
}
