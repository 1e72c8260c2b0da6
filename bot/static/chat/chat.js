// The chat page comes alive.

import { byId, make, words } from "./page.js";
import * as conversation from "./conversation.js";
import * as keeping from "./keeping.js";
import { post } from "./line.js";
import { startComposer } from "./composer.js";
import { startFiles } from "./files.js";
import { startVoice } from "./voice.js";
import { startLeaving } from "./leave.js";

const menu = byId("menu");
const remember = byId("remember");

let newestPlace;

// One card at a time, at the last place that asked for it.
async function showCode(place) {
  newestPlace = place;
  const told = await post("code", { session: conversation.currentSession() });
  if (newestPlace !== place) return;
  document.querySelector(".code-card")?.remove();
  place(
    make("div", { class: "code-card" },
      make("p", { class: "code-title" }, words["code.title"]),
      make("p", { class: "code", dir: "ltr" }, told.code),
      make("p", { class: "quiet" }, words["code.hint"])),
  );
}

function startMenu() {
  byId("open-menu").addEventListener("click", () => {
    remember.checked = keeping.remembered();
    remember.disabled = !conversation.hasSession();
    if (menu.showModal) menu.showModal();
    else menu.setAttribute("open", "");
  });
  menu.addEventListener("click", (event) => {
    if (event.target === menu || event.target.closest("[data-close]")) menu.close ? menu.close() : menu.removeAttribute("open");
  });
  remember.addEventListener("change", () => {
    keeping.remember(conversation.currentSession(), remember.checked);
  });
  byId("show-code").addEventListener("click", async (event) => {
    const button = event.currentTarget;
    if (!conversation.hasSession()) {
      button.lastElementChild.textContent = words["code.empty"];
      return;
    }
    await showCode((card) => byId("menu-code").prepend(card));
  });
  byId("end").addEventListener("click", () => {
    conversation.close();
    keeping.forgetAll();
    window.location.replace(window.location.pathname + window.location.search);
  });
}

function startComingBack() {
  const form = document.querySelector(".code-form");
  const problem = byId("code-problem");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await conversation.resume(form.elements.code.value);
      form.reset();
    } catch (error) {
      problem.textContent = error.status ? error.message : words.offline;
      form.elements.code.setAttribute("aria-invalid", "true");
      form.elements.code.focus();
    }
  });
}

document.documentElement.classList.add("alive");
startLeaving(conversation.close);
startComposer(conversation.say);
startFiles(conversation.sendFile);
startVoice(conversation.sendFile);
startMenu();
startComingBack();
conversation.whenCodeFits((bubble) => showCode((card) => bubble.after(card)).catch(() => {}));
conversation.start(byId("writing").elements.session.value || undefined);
