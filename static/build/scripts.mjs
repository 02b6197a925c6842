// Bundles the modules: one entry for every page; what only some pages need is loaded when it is met.
import { copyFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

export async function buildScripts({ source, modules, out }) {
  await build({
    entryPoints: [path.join(source, "js/limes.js")],
    outdir: out,
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    target: "es2022",
    chunkNames: "parts/[name]-[hash]",
    logLevel: "warning",
  });
  // Classic and whole: a browser fetches it again by itself and compares it byte for byte.
  await build({
    entryPoints: [path.join(source, "js/worker.js")],
    outdir: out,
    bundle: true,
    format: "iife",
    minify: true,
    target: "es2022",
    logLevel: "warning",
  });
  await copyFile(path.join(modules, "htmx.org/dist/htmx.min.js"), path.join(out, "htmx.min.js"));
}
