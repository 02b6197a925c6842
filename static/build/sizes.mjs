// Says what a first visit costs, compressed, so that a regression is seen where it is made.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

export const FIRST_VISIT = [
  "limes.css", "limes.js", "htmx.min.js", "icons.svg",
  "fonts/source-sans-3-latin-normal.woff2", "fonts/source-sans-3-latin-ext-normal.woff2",
];

export async function printSizes({ out }) {
  const files = (await readdir(out, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  let total = 0;
  for (const name of files) {
    const size = await compressed(path.join(out, name));
    if (FIRST_VISIT.includes(name)) total += size;
    console.log(`${FIRST_VISIT.includes(name) ? "first visit" : "on demand  "}  ${String(size).padStart(7)} B  ${name}`);
  }
  console.log(`first visit, compressed: ${(total / 1000).toFixed(1)} kB of 150 kB (without the page itself)`);
}

async function compressed(file) {
  const bytes = await readFile(file);
  return file.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}
