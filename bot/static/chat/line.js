// The line to the server. Everything is sent again until it is taken or refused for good.

import { language } from "./page.js";

const API = "/chat/api/";
const PAUSES = [1000, 2000, 4000, 8000, 15000];

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

export function post(path, body) {
  return fetch(`${API}${path}?lang=${language}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).then(answerOf);
}

export function history(session, before) {
  const query = new URLSearchParams({ session, lang: language });
  if (before) query.set("before", before);
  return fetch(`${API}messages?${query}`).then(answerOf);
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

// `hear` gets (name, data). A stream that the browser gave up is opened again after the last message.
export function listen(session, after, hear) {
  let source;
  let last = after;
  let failures = 0;
  let timer;

  function open() {
    source = new EventSource(`${API}events?${new URLSearchParams({ session, after: last, lang: language })}`);
    source.onopen = () => {
      failures = 0;
      hear("line", true);
    };
    source.onmessage = (event) => {
      last = event.lastEventId || last;
      hear("message", JSON.parse(event.data));
    };
    for (const name of ["typing", "speaker"]) {
      source.addEventListener(name, (event) => hear(name, JSON.parse(event.data)));
    }
    source.onerror = () => {
      hear("line", false);
      if (source.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, PAUSES[Math.min(failures, PAUSES.length - 1)]);
        failures += 1;
      }
    };
  }

  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
