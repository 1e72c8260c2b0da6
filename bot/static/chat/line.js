// The line to the server. Everything is sent again until it is taken or refused for good.

import { language } from "./page.js";

const API = "/chat/api/";
const PAUSES = [1000, 2000, 4000, 8000, 15000];
const PATIENCE = 30000;

export class Refusal extends Error {
  constructor(status, told) {
    super(told.message || String(status));
    this.status = status;
    this.code = told.error || "";
  }
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function answerOf(response) {
  const told = await response.json().catch(() => ({}));
  if (response.ok) return told;
  throw new Refusal(response.status, told);
}

// A line that neither answers nor breaks is given up.
async function ask(address, how = {}) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    return await answerOf(await fetch(address, { ...how, signal: giveUp.signal }));
  } finally {
    clearTimeout(timer);
  }
}

export function post(path, body) {
  return ask(`${API}${path}?lang=${language}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

export function history(session, before) {
  const query = new URLSearchParams({ session, lang: language });
  if (before) query.set("before", before);
  return ask(`${API}messages?${query}`);
}

export function fileAddress(media, session) {
  return `${media.url}?${new URLSearchParams({ session })}`;
}

const worthAgain = (error) => !(error instanceof Refusal) || error.status >= 500;

// Tries a few times on a bad line; the same id again changes nothing on the server.
export async function patiently(act) {
  for (const wait of PAUSES) {
    try {
      return await act();
    } catch (error) {
      if (!worthAgain(error) || !navigator.onLine) throw error;
      await pause(wait);
    }
  }
  return act();
}

export function upload(fields, tellProgress) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value, value.name || "voice");
    else form.append(name, value);
  }
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${API}media?lang=${language}`);
    request.upload.onprogress = (event) => tellProgress(event.loaded / event.total);
    request.onerror = () => fail(new Error("no line"));
    request.onload = () => {
      if (request.status < 300) return done();
      let told = {};
      try {
        told = JSON.parse(request.responseText);
      } catch {
        // a proxy's own page
      }
      return fail(new Refusal(request.status, told));
    };
    request.send(form);
  });
}

// `hear` gets (name, data). The browser takes up a broken stream by itself; one that the server refused
// is told as "refused".
export function listen(session, after, hear) {
  const query = new URLSearchParams({ session, after, lang: language });
  const source = new EventSource(`${API}events?${query}`);
  source.onopen = () => hear("line", true);
  source.onmessage = (event) => hear("message", JSON.parse(event.data));
  for (const name of ["typing", "speaker"]) {
    source.addEventListener(name, (event) => hear(name, JSON.parse(event.data)));
  }
  source.onerror = () => hear(source.readyState === EventSource.CLOSED ? "refused" : "line", false);
  return () => source.close();
}
