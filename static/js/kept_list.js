// The list of what this browser keeps, with its end and a button that deletes.
import { canKeep, wipe } from "./copies.js";
import { lookAfter } from "./kept.js";
import { drop, kept, words } from "./shelf.js";

export async function start(place) {
  if (!canKeep) return;
  await lookAfter(true);
  await show(place);
}

async function show(place) {
  const copies = await kept();
  place.querySelector("ul").replaceChildren(...copies.map((each) => row(place, each)));
  place.hidden = copies.length === 0;
  document.querySelector("[data-kept-none]").hidden = copies.length > 0;
}

function row(place, { path, copy }) {
  const made = place.querySelector("template").content.cloneNode(true);
  const link = made.querySelector("a");
  link.href = path;
  link.textContent = words(copy, "Copy-Title");
  made.querySelector("[data-until]").textContent = words(copy, "Copy-Words");
  made.querySelector("button").addEventListener("click", async () => {
    await drop(path);
    if (!(await kept()).length) await wipe();
    await show(place);
  });
  return made;
}
