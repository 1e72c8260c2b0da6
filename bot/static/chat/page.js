// Small helpers over the document, and what the server wrote into it.

const told = JSON.parse(document.body.dataset.words);

export const words = told.words;
export const language = told.language;
export const limits = { text: told.textLimit, file: told.fileLimit };
export const leaveTo = document.body.dataset.exit;

export const byId = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function tellProblem(text) {
  byId("problem").textContent = text;
}
