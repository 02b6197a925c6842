// What every page does about copies kept offline: they end with the session. The rest is fetched where any are kept.
import { SHELF } from "./shelf.js";

export const canKeep = "serviceWorker" in navigator && "caches" in window;

export async function wipe() {
  if (!canKeep) return;
  await caches.delete(SHELF);
  for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
}

export async function startCopies() {
  if (!canKeep) return;
  document.addEventListener("submit", (event) => isSignOut(event.target) && wipe());
  addEventListener("limes:signedout", wipe);
  for (const link of document.querySelectorAll("[data-kept-link]")) link.hidden = false;
  if (await caches.has(SHELF)) (await import("./kept.js")).start();
}

function isSignOut(form) {
  return new URL(form.getAttribute("action") || location.href, location.href).pathname === "/accounts/logout/";
}
