// The shelf of kept copies in this browser: one cache, an entry for each address, its end and its owner beside it.

export const SHELF = "limes-copies";
export const AWAY = "/workspace/away/";

// What does not say when it ends has ended.
export function isOver(copy, now = Date.now()) {
  return !(now < Number(copy.headers.get("Copy-Until")));
}

export function words(copy, name) {
  return decodeURIComponent(copy.headers.get(name) ?? "");
}

// Copies that have not expired, by address; the others are gone after this.
export async function kept() {
  if (!(await caches.has(SHELF))) return [];
  const shelf = await caches.open(SHELF);
  const found = [];
  for (const request of await shelf.keys()) {
    const copy = await shelf.match(request);
    if (!copy?.headers.has("Copy-Until")) continue;
    if (isOver(copy)) await shelf.delete(request);
    else found.push({ path: new URL(request.url).pathname, copy });
  }
  return found;
}

export async function drop(path) {
  if (await caches.has(SHELF)) await (await caches.open(SHELF)).delete(path);
}
