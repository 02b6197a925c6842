// The one entry of every page. Small things start at once; the rest is fetched where a page needs it.
import { startCopies } from "./copies.js";
import { startCsrf } from "./csrf.js";
import { startMenus } from "./menu.js";
import { startOffline } from "./offline.js";
import { startPrint } from "./print.js";
import { startSendOnce } from "./send_once.js";
import { startTheme } from "./theme.js";
import { startWindowStore } from "./window_store.js";

const PARTS = [
  ["[data-search]", () => import("./search.js")],
  ["[data-sheet]", () => import("./sheet.js")],
  ["form[data-autosave]", () => import("./autosave.js")],
  ["[data-preview-url]", () => import("./preview.js")],
  ["[data-upload]", () => import("./upload.js")],
  ["[data-readers-url]", () => import("./readers.js")],
  ["[data-similar-url]", () => import("./duplicates.js")],
  ["[data-discussion]", () => import("./discussion.js")],
  ["[data-rows]", () => import("./rows.js")],
  ["[data-choices]", () => import("./choices.js")],
  ["[data-keep]", () => import("./keep.js")],
  ["[data-kept-list]", () => import("./kept_list.js")],
  ["[data-passkey]", () => import("./passkey.js")],
  ["[data-keep-email]", () => import("./keep_email.js")],
];
const started = new WeakMap();

function startParts(root) {
  for (const [selector, fetchPart] of PARTS) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.push(root);
    for (const element of found) startOnce(element, selector, fetchPart);
  }
}

async function startOnce(element, selector, fetchPart) {
  const done = started.get(element) ?? new Set();
  if (done.has(selector)) return;
  started.set(element, done.add(selector));
  (await fetchPart()).start(element);
  tellWhatWasEntered(element);
}

// On a slow line somebody types before a part has arrived: it hears of what stands in the fields by then.
function tellWhatWasEntered(element) {
  for (const field of element.querySelectorAll("input, textarea, select")) {
    if (!wasEntered(field)) continue;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

function wasEntered(field) {
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return wasChosen(field);
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

function wasChosen(field) {
  const options = [...field.options];
  const marked = options.filter((option) => option.defaultSelected);
  const atFirst = new Set(marked.length || field.multiple ? marked : options.slice(0, 1));
  return options.some((option) => option.selected !== atFirst.has(option));
}

startWindowStore();
startCsrf();
startMenus();
startTheme();
startOffline();
startPrint();
startCopies();
startSendOnce();
startParts(document.body);
document.body.addEventListener("htmx:load", (event) => startParts(event.detail.elt));
