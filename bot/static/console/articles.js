// The editor's preview follows what is typed; files are imported.

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

// Files are read here and sent as fields: their names and what they say.
const importing = document.querySelector("[data-files]");
importing?.addEventListener("submit", async (event) => {
  if (importing.dataset.read) return;
  event.preventDefault();
  for (const file of importing.querySelector("[type=file]").files) {
    for (const [name, value] of [["name", file.name], ["text", await file.text()]]) {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value, hidden: true });
      importing.append(field);
    }
  }
  importing.dataset.read = "yes";
  importing.requestSubmit();
});
