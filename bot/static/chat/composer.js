// Where people write.

import { byId, limits } from "./page.js";
import { keepDraft, keptDraft } from "./keeping.js";

const form = byId("writing");
const field = byId("text");
const LINES = 6;

function grow() {
  field.style.height = "auto";
  const line = parseFloat(getComputedStyle(field).lineHeight);
  field.style.height = `${Math.min(field.scrollHeight, line * LINES + 24)}px`;
  document.body.classList.toggle("written", field.value.trim() !== "");
}

// A long text goes in several messages, cut where a paragraph, a line or a word ends.
export function parts(text, limit = limits.text) {
  const found = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = Math.max(...["\n\n", "\n", " "].map((mark) => rest.lastIndexOf(mark, limit)));
    const at = cut > 0 ? cut : limit;
    found.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest ? [...found, rest] : found;
}

export function startComposer(say) {
  const onDesktop = window.matchMedia("(hover: hover) and (pointer: fine)");

  function send() {
    const written = parts(field.value);
    field.value = "";
    keepDraft("");
    grow();
    for (const part of written) say(part);
    field.focus({ preventScroll: true });
  }

  if (!field.value) field.value = keptDraft();
  grow();
  field.addEventListener("input", () => {
    grow();
    keepDraft(field.value);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !onDesktop.matches) return;
    event.preventDefault();
    send();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  for (const starter of document.querySelectorAll("button[name=starter]")) {
    starter.addEventListener("click", (event) => {
      event.preventDefault();
      say(starter.value);
    });
  }
  window.addEventListener("resize", grow, { passive: true });
}
