// The messages on the page.

import { byId, make, words } from "./page.js";
import { fileAddress } from "./line.js";

const log = byId("log");
const scroller = byId("scroll");
const toNewest = byId("to-newest");
const NEAR = 120;
const LINK = /(https:\/\/[^\s<>"'()]+[^\s<>"'().,!?؟،؛])|\b(911)\b/g;

let unread = 0;
let following = true;
let lastTop = 0;

const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;

export function toEnd() {
  following = true;
  scroller.scrollTop = scroller.scrollHeight;
}

function linked(text) {
  const pieces = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    pieces.push(text.slice(from, found.index));
    const link = found[1]
      ? { href: found[1], rel: "noopener noreferrer nofollow", target: "_blank", dir: "ltr" }
      : { href: "tel:911" };
    pieces.push(make("a", link, found[0]));
    from = found.index + found[0].length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

function nameOf(message) {
  const own = { person: words.you, assistant: words.machine, system: words.system };
  return message.name || own[message.from] || words.system;
}

function fileOf(media, session) {
  const title = { image: words.picture, voice: words.voice, audio: words.voice }[media.kind] || words.file;
  const label = media.name ? [`${title}: `, make("bdi", {}, media.name)] : [title];
  if (!media.url) return make("p", { class: "file" }, ...label);
  const src = media.local || fileAddress(media, session);
  if (media.kind === "image" && media.inline) {
    return make("p", { class: "picture" }, make("img", { src, alt: title, loading: "lazy" }));
  }
  if (media.kind === "voice" || media.kind === "audio") {
    return make("p", { class: "sound" }, make("audio", { src, controls: true, preload: "none", "aria-label": title }));
  }
  const save = make("a", { href: src, download: media.name || true }, words.save);
  return make("p", { class: "file" }, ...label, " ", save);
}

export function choicesOf(message, choose) {
  const list = make("div", { class: "choices", role: "group", "aria-label": words.choices });
  list.classList.toggle("rows", message.buttons.length > 4);
  for (const button of message.buttons) {
    const element = make("button", { type: "button", dir: "auto" }, button.label);
    element.addEventListener("click", () => choose(button));
    list.append(element);
  }
  return list;
}

export function bubbleOf(message, session, choose) {
  const text = message.from === "person" ? [message.text] : linked(message.text);
  const bubble = make(
    "div",
    { class: `message ${message.from}${message.urgent ? " urgent" : ""}` },
    make("p", { class: "by" }, nameOf(message)),
    message.media ? fileOf(message.media, session) : null,
    message.text ? make("p", { class: "text", dir: "auto" }, ...text) : null,
    message.urgent ? make("a", { class: "call", href: "tel:911" }, words.call) : null,
    make("p", { class: "meta" }, make("time", { datetime: message.at }, message.time || "")),
  );
  bubble.dataset.id = message.id || "";
  bubble.dataset.day = message.day || "";
  if (message.buttons?.length) {
    bubble.classList.add("has-choices");
    bubble.append(choicesOf(message, choose));
  }
  return bubble;
}

function dayBefore(bubble) {
  let before = bubble.previousElementSibling;
  while (before && !before.dataset.day) before = before.previousElementSibling;
  if (bubble.dataset.day && before?.dataset.day !== bubble.dataset.day) {
    bubble.before(make("p", { class: "day" }, make("span", {}, bubble.dataset.day)));
  }
}

export function clear() {
  log.replaceChildren();
  unread = 0;
}

// Adds it behind what the server sent before, in front of what is still being sent from here.
export function add(bubble) {
  log.insertBefore(bubble, log.querySelector(".message.waiting"));
  dayBefore(bubble);
  return following;
}

export function addWaiting(bubble) {
  log.append(bubble);
  toEnd();
}

export function addEarlier(bubbles) {
  const height = scroller.scrollHeight;
  log.querySelector(".day")?.remove();
  log.prepend(...bubbles);
  for (const bubble of bubbles) dayBefore(bubble);
  const next = bubbles[bubbles.length - 1]?.nextElementSibling;
  if (next?.dataset.day) dayBefore(next);
  scroller.scrollTop += scroller.scrollHeight - height;
}

export function countUnread(bubble) {
  if (!log.querySelector(".unread")) {
    bubble.before(make("p", { class: "unread" }, make("span", {}, words.unread)));
  }
  unread += 1;
  showUnread();
}

export function nothingUnread() {
  unread = 0;
  showUnread();
}

export function dropMarker() {
  log.querySelector(".unread")?.remove();
}

function showUnread() {
  toNewest.lastElementChild.textContent = unread ? `${words.unread} (${unread})` : "";
  toNewest.classList.toggle("some", unread > 0);
}

export function onlyOpenChoices() {
  const people = log.querySelectorAll(".message.person");
  const last = people[people.length - 1];
  for (const choices of log.querySelectorAll(".choices")) {
    const passed = last && choices.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (passed) choices.remove();
  }
}

// Only who scrolls up stops following: something added can be taller than what counts as near the end.
scroller.addEventListener("scroll", () => {
  if (atEnd()) following = true;
  else if (scroller.scrollTop < lastTop) following = false;
  lastTop = scroller.scrollTop;
  toNewest.hidden = following;
  if (following && !document.hidden) nothingUnread();
}, { passive: true });
toNewest.addEventListener("click", () => {
  toEnd();
  nothingUnread();
});
// Whoever reads the newest stays there when a keyboard opens, a picture loads or something is added.
const stay = new ResizeObserver(() => following && toEnd());
stay.observe(scroller);
stay.observe(log);
