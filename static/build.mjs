// Fills var/static-vendor/built/ with exactly what pages load: one stylesheet, one entry module with
// lazily loaded parts, htmx, the font subsets and the icon sprite. Run by `npm run build`.
import { mkdir, rm, watch } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildFonts } from "./build/fonts.mjs";
import { buildIcons } from "./build/icons.mjs";
import { buildScripts } from "./build/scripts.mjs";
import { printSizes } from "./build/sizes.mjs";
import { buildStyles } from "./build/styles.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const places = {
  root,
  source: path.join(root, "static"),
  modules: path.join(root, "node_modules"),
  out: path.join(root, "var", "static-vendor", "built"),
};

async function buildAll() {
  await rm(places.out, { recursive: true, force: true });
  await mkdir(path.join(places.out, "fonts"), { recursive: true });
  const faces = await buildFonts(places);
  await Promise.all([buildStyles(places, faces), buildScripts(places), buildIcons(places)]);
  await printSizes(places);
}

async function rebuildOnChange() {
  for await (const change of watch(places.source, { recursive: true })) {
    if (!change.filename || !/\.(css|js)$/.test(change.filename)) continue;
    await buildAll().catch((error) => console.error(error.message));
  }
}

await buildAll();
if (process.argv.includes("--watch")) await rebuildOnChange();
