// Looks after kept copies: whose they are, whether they have ended, and, with a network, whether they may still be read.
import { canKeep, wipe } from "./copies.js";
import { drop, kept } from "./shelf.js";

const PAUSE = 60000;
const ASKED = "limes:asked";

export function person() {
  return document.body.dataset.person ?? "";
}

export function start() {
  lookAfter();
  addEventListener("online", () => lookAfter(true));
}

// Somebody else's copies, or anybody's once nobody is signed in, go at once, and so does the worker with the last one.
export async function lookAfter(atOnce = false) {
  if (!canKeep) return;
  const copies = await kept();
  if (!copies.length || copies.some(({ copy }) => copy.headers.get("Copy-Person") !== person())) return wipe();
  if (!navigator.onLine || (!atOnce && Date.now() - Number(sessionStorage.getItem(ASKED)) < PAUSE)) return;
  sessionStorage.setItem(ASKED, String(Date.now()));
  await Promise.all(copies.map(askAgain));
}

// A copy goes when its text is no longer readable, has changed or bears another label. A server that is away decides nothing.
async function askAgain({ path, copy }) {
  try {
    const answer = await fetch(`${path}copy/`, { headers: { Accept: "application/json" } });
    if (answer.status === 429 || answer.status >= 500) return;
    const now = answer.ok ? await answer.json().catch(() => ({})) : {};
    if (now.state !== copy.headers.get("Copy-State")) await drop(path);
  } catch {
    // No network: the copy stays until it expires.
  }
}
