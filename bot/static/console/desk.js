// The desk without reloading: what changes is fetched and put in place, and nothing jumps while one reads.

import { patch, patchChildren } from "./patch.js";

const list = document.getElementById("list");
const thread = document.getElementById("thread");
const csrf = document.querySelector('meta[name="csrf"]').content;
const title = document.title;
const ASK_ANYWAY = 45_000;

// ---- staying fresh

async function fetched(address) {
  const response = await fetch(address, { headers: { "HX-Request": "true" } });
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) location.assign(elsewhere);
  if (!response.ok || elsewhere) return null;
  const page = document.createElement("template");
  page.innerHTML = await response.text();
  return page.content;
}

// One request at a time; what asks meanwhile is answered by one more.
function freshener(pane, apply) {
  let running = false;
  let again = false;
  return async function refresh() {
    if (!pane) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        const fresh = await fetched(pane.dataset.live);
        if (fresh) apply(fresh);
      } while (again);
    } catch {
      // No connection: the next event, or the clock, asks again.
    } finally {
      running = false;
    }
  };
}

// ---- the list

let waiting = null;

const rowsIn = (root) => [...root.querySelectorAll(".rows > li")];
const beingRead = () =>
  list.matches(":hover") || list.contains(document.activeElement) || list.scrollTop > 0;

function applyList(fresh) {
  const shown = new Map(rowsIn(list).map((row) => [row.dataset.row, row]));
  const news = rowsIn(fresh).filter((row) => !shown.has(row.dataset.row));
  announce(news);
  const order = rowsIn(fresh).map((row) => row.dataset.row).join();
  const moves = order !== [...shown.keys()].join();
  if (moves && shown.size && beingRead()) {
    waiting = fresh.cloneNode(true);
    for (const row of rowsIn(fresh)) {
      const old = shown.get(row.dataset.row);
      if (old) patch(old, row);
      shown.delete(row.dataset.row);
    }
    for (const gone of shown.values()) gone.classList.add("gone");
    const button = list.querySelector(".arrived");
    button.textContent = button.dataset.text;
    button.hidden = false;
  } else {
    waiting = null;
    patchChildren(list, fresh);
  }
  count();
}

function settle() {
  if (!waiting) return;
  patchChildren(list, waiting);
  waiting = null;
  list.scrollTop = 0;
}

function announce(news) {
  if (!news.length) return;
  const heard = document.getElementById("heard");
  heard.textContent = `${heard.dataset.new} ${news.map((row) => row.querySelector(".who, .flag").textContent.trim()).join(", ")}`;
}

function count() {
  const waitingNow = Number(list.querySelector(".count")?.textContent ?? 0);
  document.title = waitingNow ? `(${waitingNow}) ${title}` : title;
}

const refreshList = freshener(list, applyList);
list?.addEventListener("click", (event) => {
  if (event.target.closest(".arrived")) settle();
  if (event.target.closest("[data-help]")) document.getElementById("keys").showModal();
});
list?.addEventListener("pointerleave", () => {
  if (!list.contains(document.activeElement) && list.scrollTop === 0) settle();
});

// ---- the conversation

const scroller = () => thread?.querySelector("[data-scroll]");
const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 80;

function toEnd() {
  const box = scroller();
  if (box) box.scrollTop = box.scrollHeight;
}

function applyThread(fresh) {
  const box = scroller();
  const stay = box && !atEnd(box);
  const before = thread.querySelectorAll(".lines > li").length;
  patchChildren(thread, fresh);
  if (!stay) toEnd();
  else if (thread.querySelectorAll(".lines > li").length > before) {
    thread.querySelector("[data-newer]").hidden = false;
  }
  tick();
  restore();
}

const refreshThread = freshener(thread, applyThread);
thread?.addEventListener("click", (event) => {
  const newer = event.target.closest("[data-newer]");
  if (!newer) return;
  toEnd();
  newer.hidden = true;
});

// ---- writing: kept for this tab until it is sent, never on the device

const place = () => `desk draft ${thread.dataset.conversation}`;
const box = () => thread?.querySelector("[data-composer] textarea");

function restore() {
  const field = box();
  if (field && !field.value) field.value = sessionStorage.getItem(place()) ?? "";
}

thread?.addEventListener("input", (event) => {
  if (event.target !== box()) return;
  if (event.target.value) sessionStorage.setItem(place(), event.target.value);
  else sessionStorage.removeItem(place());
});
document.querySelector('form[action="/sign-out"]')?.addEventListener("submit", () => sessionStorage.clear());

const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// ---- doing

thread?.addEventListener("submit", async (event) => {
  const form = event.target;
  const writing = form.matches("[data-composer]");
  if (!writing && !form.dataset.act) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const button = form.querySelector("button");
  const pressed = document.activeElement === button;
  button.disabled = true;
  try {
    await send(form, writing, pressed);
  } finally {
    delete form.dataset.busy;
    button.disabled = false;
  }
  // The button that was pressed may be gone: whoever works by keys or by ear goes on from the conversation.
  if (pressed && document.activeElement === document.body) scroller()?.focus({ preventScroll: true });
});

async function send(form, writing, pressed) {
  const refused = thread.querySelector("[data-refused]");
  let response;
  try {
    response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "HX-Request": "true", "X-CSRF-Token": csrf },
    });
  } catch {
    refused.textContent = document.getElementById("list").dataset.offline;
    return;
  }
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) {
    location.assign(elsewhere);
    return;
  }
  if (!response.ok) {
    const said = document.createElement("template");
    said.innerHTML = await response.text();
    refused.replaceChildren(said.content);
    refreshList();
    return;
  }
  refused.replaceChildren();
  if (writing) {
    box().value = "";
    sessionStorage.removeItem(place());
    if (pressed) box().focus();
    toEnd();
  }
  // Only now: while nobody knows whether an answer was lost, the same id keeps it from going twice.
  if (form.elements.id) form.elements.id.value = newId();
  await Promise.all([refreshThread(), refreshList()]);
}

// The seconds that are left to undo.
let counting = 0;
function tick() {
  clearInterval(counting);
  const bar = thread?.querySelector("[data-undo]");
  if (!bar) return;
  let left = Number(bar.dataset.undo);
  counting = setInterval(() => {
    left -= 1;
    const shown = bar.querySelector("[data-seconds]");
    if (left > 0 && bar.isConnected) shown.textContent = left;
    else {
      clearInterval(counting);
      bar.remove();
      refreshThread();
    }
  }, 1000);
}

// ---- keys, by their place on the keyboard, so that they work with Arabic letters too

const BUTTONS = { KeyC: "c", KeyE: "e", KeyB: "b", KeyU: "u" };
const OFF = "rafeeq desk keys off";
const switchOff = document.getElementById("keys-off");
if (switchOff) {
  switchOff.checked = localStorage.getItem(OFF) === "yes";
  switchOff.addEventListener("change", () => localStorage.setItem(OFF, switchOff.checked ? "yes" : "no"));
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=radio]), textarea, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === box()) {
    event.preventDefault();
    event.target.form.requestSubmit();
  } else if (event.key === "Escape" && event.target === box()) {
    event.target.blur();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    byKey(event);
  }
});

function byKey(event) {
  if (switchOff?.checked || document.querySelector("dialog[open]")) return;
  if (event.key === "?" || event.key === "؟") document.getElementById("keys").showModal();
  else if (event.code === "KeyJ") step(1);
  else if (event.code === "KeyK") step(-1);
  else if (event.code === "KeyR") compose("reply");
  else if (event.code === "KeyN") compose("note");
  else if (event.code === "KeyA") thread?.querySelector("[data-open-insert]")?.click();
  else if (BUTTONS[event.code]) thread?.querySelector(`[data-key-of="${BUTTONS[event.code]}"]`)?.click();
  else return;
  event.preventDefault();
}

function step(by) {
  const links = [...list.querySelectorAll(".rows > li > a")];
  const now = links.indexOf(document.activeElement);
  const open = links.findIndex((link) => link.getAttribute("aria-current"));
  const from = now >= 0 ? now : open;
  links[Math.min(Math.max(from + by, 0), links.length - 1)]?.focus();
}

function compose(mode) {
  const field = box();
  if (!field) return;
  const choice = field.form.querySelector(`[name="mode"][value="${mode}"]`);
  if (choice && !choice.disabled) choice.checked = true;
  field.focus();
}

// ---- hearing

let soon = 0;
function changed(event) {
  if (thread && (!event.data || event.data === thread.dataset.conversation)) refreshThread();
  clearTimeout(soon);
  soon = setTimeout(refreshList, 150);
}

function listen() {
  const source = new EventSource(list.dataset.events);
  for (const name of ["queue", "conversation", "anew"]) source.addEventListener(name, changed);
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  });
  addEventListener("pagehide", () => source.close(), { once: true });
}

if (list) {
  listen();
  count();
  setInterval(() => {
    refreshList();
    refreshThread();
  }, ASK_ANYWAY);
}
restore();
const target = location.hash && document.getElementById(location.hash.slice(1));
if (target) target.scrollIntoView();
else toEnd();
tick();
