// Source Sans 3, one file per script range, so that a reader loads only the alphabets on the page.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import subsetFont from "subset-font";

const RANGES = {
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-201F,U+2021-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  "latin-ext": "U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E,U+2020",
  greek: "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF",
  cyrillic: "U+0400-045F,U+0490-0491,U+2116",
};

// The package's file for extended Latin carries many alphabets that no page of ours uses (60 kB); the
// letters of the European languages alone are a third of it.
const CUT = new Set(["latin-ext"]);

export async function buildFonts({ modules, out }) {
  const faces = [];
  for (const style of ["normal", "italic"]) {
    for (const [name, ranges] of Object.entries(RANGES)) {
      const file = `source-sans-3-${name}-${style}.woff2`;
      await writeFile(path.join(out, "fonts", file), await bytesOf(modules, name, style, ranges));
      faces.push(face(file, style, ranges));
    }
  }
  return faces.join("\n");
}

async function bytesOf(modules, name, style, ranges) {
  const file = `source-sans-3-${name}-wght-${style}.woff2`;
  const bytes = await readFile(path.join(modules, "@fontsource-variable/source-sans-3/files", file));
  return CUT.has(name) ? subsetFont(bytes, lettersOf(ranges), { targetFormat: "woff2" }) : bytes;
}

function lettersOf(ranges) {
  return ranges
    .split(",")
    .flatMap((range) => {
      const [first, last] = range.slice(2).split("-").map((point) => parseInt(point, 16));
      return Array.from({ length: (last ?? first) - first + 1 }, (_, step) => String.fromCodePoint(first + step));
    })
    .join("");
}

function face(file, style, ranges) {
  return `@font-face{font-family:"Source Sans 3";font-style:${style};font-display:swap;font-weight:200 900;src:url("fonts/${file}") format("woff2");unicode-range:${ranges}}`;
}
