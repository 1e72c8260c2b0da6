// The editor's preview follows what is typed.

const editor = document.querySelector("[data-previewed]");
const shown = document.querySelector("[data-preview]");
let soon = 0;

async function preview() {
  const response = await fetch(editor.dataset.previewed, {
    method: "POST",
    body: new URLSearchParams(new FormData(editor)),
    headers: { "HX-Request": "true" },
  });
  if (!response.ok) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await response.text();
  shown.replaceChildren(fresh.content);
}

if (editor) {
  editor.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => preview().catch(() => {}), 400);
  });
}
