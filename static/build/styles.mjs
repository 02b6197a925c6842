// One stylesheet: the theme's families we build on in the layer `bcl`, ours above it in the layer `limes`.
// Layers mean that our rules win whatever their specificity, so nothing has to be shouted.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { transform } from "esbuild";
import { keepFamilies } from "./bcl.mjs";

export const FILES = [
  "tokens", "base", "layout", "header", "buttons", "fields", "choices", "forms", "labels", "lists", "facets", "pages", "record", "deciding", "tables",
  "feedback", "talk", "people", "sheets", "print",
];

export async function buildStyles({ source, modules, out }, faces) {
  const theme = await readFile(path.join(modules, "@openeuropa/bcl-theme-default/css/oe-bcl-default.css"), "utf8");
  const ours = await Promise.all(FILES.map((name) => readFile(path.join(source, "css", `${name}.css`), "utf8")));
  const sheet = [
    "@layer bcl, limes;",
    faces,
    `@layer bcl {${keepFamilies(theme)}}`,
    `@layer limes {${ours.join("\n")}}`,
  ].join("\n");
  await writeFile(path.join(out, "limes.css"), await minified(sheet));
  for (const name of ["design", "copy"]) {
    const sheet = await readFile(path.join(source, `css/${name}.css`), "utf8");
    await writeFile(path.join(out, `${name}.css`), await minified(sheet));
  }
}

async function minified(text) {
  const result = await transform(text, { loader: "css", minify: true, target: ["chrome111", "firefox113", "safari16.4"] });
  return result.code;
}
