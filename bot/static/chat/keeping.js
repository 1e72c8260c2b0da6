// What stays on this device: by default nothing beyond the tab; more only when it was asked for.

const KEY = "rafeeq";
const TAB_HOURS = 2;

function read(store) {
  try {
    return JSON.parse(store.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

function write(store, value) {
  try {
    store.setItem(KEY, JSON.stringify(value));
  } catch {
    // a full or forbidden store: the conversation lives in this page only
  }
}

export function remembered() {
  return Boolean(read(localStorage).session);
}

export function keptSession() {
  const lasting = read(localStorage).session;
  if (lasting) return lasting;
  const { session, at } = read(sessionStorage);
  const fresh = at && Date.now() - at < TAB_HOURS * 3600 * 1000;
  return fresh ? session : undefined;
}

export function keepSession(session) {
  write(sessionStorage, { ...read(sessionStorage), session, at: Date.now() });
  if (remembered()) write(localStorage, { session });
}

export function noteUse() {
  const kept = read(sessionStorage);
  if (kept.session) write(sessionStorage, { ...kept, at: Date.now() });
}

export function remember(session, on) {
  if (on && session) write(localStorage, { session });
  else localStorage.removeItem(KEY);
}

export function keptDraft() {
  return read(sessionStorage).draft || "";
}

export function keepDraft(draft) {
  write(sessionStorage, { ...read(sessionStorage), draft });
}

export function forgetAll() {
  for (const store of [sessionStorage, localStorage]) {
    try {
      store.clear();
    } catch {
      // nothing was kept there
    }
  }
}
