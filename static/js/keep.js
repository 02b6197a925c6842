// The button that keeps a text on this device. Taking a copy is noted by the server before it hands one out.
import { canKeep } from "./copies.js";
import { send } from "./csrf.js";
import { person } from "./kept.js";
import { AWAY, SHELF, kept, words } from "./shelf.js";

const BESIDE = ["Content-Type", "Content-Security-Policy", "Copy-Person", "Copy-State", "Copy-Until", "Copy-Title", "Copy-Words"];

export async function start(place) {
  if (!canKeep) return;
  const [button, said] = [place.querySelector("button"), document.querySelector("[data-keep-said]")];
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      say(said, await keep(place.dataset.url));
    } catch {
      said.textContent = place.dataset.wordsFailed;
    }
    button.disabled = false;
  });
  const own = (await kept()).find(({ path }) => path === location.pathname);
  if (own) say(said, own.copy);
}

function say(said, copy) {
  said.textContent = `${said.dataset.wordsKept} ${words(copy, "Copy-Words")}`;
}

// The copy itself is put on the shelf last: what is there can be shown.
async function keep(url) {
  const answer = await send(url);
  if (!answer.ok || !person() || answer.headers.get("Copy-Person") !== person()) throw new Error(String(answer.status));
  const text = await answer.text();
  const shelf = await caches.open(SHELF);
  await Promise.all([AWAY, ...stylesOf(text)].map(async (path) => shelf.put(path, await whole(path))));
  await navigator.serviceWorker.register("/worker.js");
  const headers = new Headers(BESIDE.filter((name) => answer.headers.has(name)).map((name) => [name, answer.headers.get(name)]));
  await shelf.put(answer.headers.get("Copy-Address"), new Response(text, { headers }));
  return answer;
}

function stylesOf(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  return [...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute("href"));
}

// Without what the server says of caching and of who asked: the shelf is ours alone.
async function whole(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(path);
  const headers = new Headers({ "Content-Type": answer.headers.get("Content-Type") });
  return new Response(await answer.blob(), { headers });
}
