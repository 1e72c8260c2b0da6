// One conversation: its session, what was said, and what is on its way.

import { byId, make, newId, tellProblem, words } from "./page.js";
import * as keeping from "./keeping.js";
import * as line from "./line.js";
import * as thread from "./thread.js";

const speaker = byId("speaker");
const typing = byId("typing");
const earlier = byId("earlier");
const PORTION = 1000;
const TYPING_SECONDS = 25;
const ASK_AGAIN = 8000;
const LONG_AWAY = 30000;

let session;
let opening;
let hangUp;
let firstId;
let lastId = "0";
let typingTimer;
let askTimer;
let awaySince = 0;
let saying = Promise.resolve();
const waiting = new Map();
const shown = new Set();
const listeners = [];

export const hasSession = () => Boolean(session);
export const currentSession = () => session;
export const whenCodeFits = (act) => listeners.push(act);

export async function start(known) {
  session = known || keeping.keptSession();
  if (!session) return;
  keeping.keepSession(session);
  byId("intro").hidden = true;
  await showHistory();
}

async function showHistory() {
  const log = byId("log");
  log.setAttribute("aria-busy", "true");
  try {
    const told = await line.patiently(() => line.history(session));
    thread.clear();
    shown.clear();
    if (!told.messages.length) byId("intro").hidden = false;
    for (const message of told.messages) put(message);
    firstId = told.messages[0]?.id;
    earlier.hidden = !told.more;
    showSpeaker(told.speaker);
    thread.toEnd();
  } catch (error) {
    if (hasEnded(error)) return startAnew(error);
    tellProblem(words.offline);
  } finally {
    log.removeAttribute("aria-busy");
  }
  hear();
}

const hasEnded = (error) => error instanceof line.Refusal && error.status === 401;

function startAnew(error) {
  close();
  keeping.forgetAll();
  thread.clear();
  byId("intro").hidden = false;
  tellProblem(error.message);
}

export function close() {
  clearTimeout(askTimer);
  hangUp?.();
  hangUp = undefined;
  session = undefined;
  lastId = "0";
  shown.clear();
  waiting.clear();
}

async function ensureSession() {
  if (session) return session;
  opening ??= line.patiently(() => line.post("sessions", { language: document.documentElement.lang }));
  try {
    session = (await opening).session;
  } finally {
    opening = undefined;
  }
  keeping.keepSession(session);
  hear();
  return session;
}

export async function resume(code) {
  const told = await line.post("resume", { code });
  close();
  session = told.session;
  keeping.keepSession(session);
  byId("intro").hidden = true;
  await showHistory();
}

function hear() {
  hangUp?.();
  hangUp = line.listen(session, lastId, (name, data) => {
    if (name === "message") receive(data);
    else if (name === "typing") showTyping();
    else if (name === "speaker") showSpeaker(data);
    else if (name === "refused") askTimer = setTimeout(findOut, ASK_AGAIN);
    else tellLine(data || navigator.onLine);
  });
}

// The server did not want the stream: the session has ended, or it has trouble that passes.
async function findOut() {
  try {
    await line.history(session, "1");
    hear();
  } catch (error) {
    if (hasEnded(error)) startAnew(error);
    else askTimer = setTimeout(findOut, ASK_AGAIN);
  }
}

function tellLine(good) {
  const told = byId("problem").textContent;
  if (!good) tellProblem(words.offline);
  else if (told === words.offline) tellProblem("");
}

function showSpeaker(told) {
  if (speaker.textContent !== told.label) speaker.textContent = told.label;
  document.body.dataset.speaker = told.who;
}

function showTyping() {
  typing.hidden = false;
  thread.toEnd();
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => { typing.hidden = true; }, TYPING_SECONDS * 1000);
}

function put(message) {
  if (shown.has(message.id)) return null;
  shown.add(message.id);
  if (Number(message.id) > Number(lastId)) lastId = message.id;
  waiting.get(message.client_id)?.remove();
  waiting.delete(message.client_id);
  const bubble = thread.bubbleOf(message, session, press);
  const seen = thread.add(bubble);
  thread.onlyOpenChoices();
  if (message.keep_code) for (const act of listeners) act(bubble);
  return { bubble, seen };
}

function receive(message) {
  byId("intro").hidden = true;
  const added = put(message);
  if (!added || message.from === "person") return;
  typing.hidden = true;
  if (document.hidden || !added.seen) thread.countUnread(added.bubble);
}

export function say(text) {
  return send({ text }, text);
}

function press(button) {
  return send({ payload: button.payload }, button.label);
}

function send(what, label) {
  const id = newId();
  const bubble = waitingBubble({ from: "person", text: label });
  // One after another: they are read in the order in which they were written.
  return deliver(id, bubble, () => {
    saying = saying.catch(() => {}).then(async () => {
      await ensureSession();
      await line.patiently(() => line.post("messages", { session, id, ...what }));
    });
    return saying;
  });
}

export function sendFile(file, local) {
  const id = newId();
  const bubble = waitingBubble({ from: "person", text: "", media: local });
  const told = (part) => { bubble.querySelector(".state").textContent = `${Math.round(part * 100)}%`; };
  return deliver(id, bubble, async () => {
    await ensureSession();
    await line.patiently(() => line.upload({ session, id, ...file }, told));
  });
}

function waitingBubble(message) {
  const bubble = thread.bubbleOf(message, session, press);
  bubble.classList.add("waiting");
  bubble.querySelector(".meta").append(make("span", { class: "state" }, words.sending));
  return bubble;
}

// Keeps one id however often it is tried, so that nothing is said twice.
async function deliver(id, bubble, act) {
  byId("intro").hidden = true;
  thread.dropMarker();
  thread.addWaiting(bubble);
  thread.onlyOpenChoices();
  waiting.set(id, bubble);
  const state = bubble.querySelector(".state");
  try {
    await act();
    tellProblem("");
    keeping.noteUse();
    state.textContent = words.sent;
  } catch (error) {
    if (hasEnded(error) && session) {
      close();
      keeping.forgetAll();
      bubble.remove();
      return deliver(id, bubble, act);
    }
    if (error instanceof line.Refusal && error.status !== 429) tellProblem(error.message);
    fail(id, bubble, act);
  }
}

function fail(id, bubble, act) {
  bubble.classList.add("failed");
  const again = make("button", { type: "button", class: "again" }, words.failed);
  const retry = () => {
    window.removeEventListener("online", retry);
    again.remove();
    bubble.classList.remove("failed");
    bubble.querySelector(".state").textContent = words.sending;
    deliver(id, bubble, act);
  };
  bubble.querySelector(".state").textContent = "";
  bubble.append(again);
  again.addEventListener("click", retry);
  window.addEventListener("online", retry);
  thread.toEnd();
}

earlier.addEventListener("click", async () => {
  const told = await line.patiently(() => line.history(session, firstId));
  const fresh = told.messages.filter((message) => !shown.has(message.id));
  for (const message of fresh) shown.add(message.id);
  thread.addEarlier(fresh.map((message) => thread.bubbleOf({ ...message, buttons: [] }, session, press)));
  firstId = told.messages[0]?.id ?? firstId;
  earlier.hidden = told.messages.length < PORTION;
});
// Phones stop streams of pages that nobody looks at, and do not always tell.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    awaySince = Date.now();
    return;
  }
  keeping.noteUse();
  if (session && awaySince && Date.now() - awaySince > LONG_AWAY) hear();
});
