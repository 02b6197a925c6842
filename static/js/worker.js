// The service worker. It answers only where the network does not: with the kept copy of that address, or with a small page
// that lists what is kept. It keeps nothing by itself.
import { AWAY, SHELF, kept, words } from "./shelf.js";

// An open copy is asked for again so often at the latest: an expired one closes, and the network has the first word.
const LOOK_AGAIN = 600;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => withoutNetwork(request)));
    event.waitUntil(kept());
  } else if (request.destination === "style") {
    event.respondWith(fetch(request).catch(() => onShelf(new URL(request.url).pathname)));
  }
});

async function withoutNetwork(request) {
  const copies = await kept();
  const path = canonical(new URL(request.url).pathname);
  const own = copies.find((each) => each.path === path);
  return own ? shown(own.copy) : away(copies);
}

// `/7K3QF-title/` is the address of 7K3QF as well.
function canonical(path) {
  return path.replace(/^(\/kb\/[\w-]+\/[^/-]+)-[^/]*\/$/, "$1/");
}

function shown(copy) {
  const left = Math.ceil((Number(copy.headers.get("Copy-Until")) - Date.now()) / 1000);
  const headers = new Headers(copy.headers);
  headers.set("Refresh", String(Math.max(1, Math.min(LOOK_AGAIN, left))));
  return new Response(copy.body, { headers });
}

async function away(copies) {
  const page = await onShelf(AWAY);
  if (page.type === "error") return page;
  const rows = copies.map(({ path, copy }) => `<li><a href="${escaped(path)}">${escaped(words(copy, "Copy-Title"))}</a> <span>${escaped(words(copy, "Copy-Words"))}</span></li>`);
  const text = (await page.text()).replace("<ul data-kept></ul>", () => `<ul data-kept>${rows.join("")}</ul>`);
  return new Response(text, { headers: page.headers });
}

async function onShelf(path) {
  const found = (await caches.has(SHELF)) && (await (await caches.open(SHELF)).match(path));
  return found || Response.error();
}

function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
