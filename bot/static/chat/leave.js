// Leaves at once, and leaves nothing.

import { byId, leaveTo } from "./page.js";
import { forgetAll } from "./keeping.js";

const PRESSES = 3;
const WITHIN = 2000;

export function leave(stop) {
  stop();
  forgetAll();
  document.title = "";
  document.body.replaceChildren();
  window.location.replace(leaveTo);
}

export function startLeaving(stop) {
  let presses = [];
  byId("exit").addEventListener("click", (event) => {
    event.preventDefault();
    leave(stop);
  });
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN);
    if (presses.length >= PRESSES) leave(stop);
  });
  // A page that the browser brings back from its memory starts anew.
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
}
