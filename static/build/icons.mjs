// One small sprite: the icons that templates name, taken from the sprite of the theme.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

export const ICONS = [
  "arrow-counterclockwise", "arrow-left", "arrow-right", "award", "bell", "bookmark", "box-arrow-right", "bullseye",
  "calendar3", "chat-left-text", "check2", "check-circle", "chevron-down", "chevron-left", "chevron-right", "clock",
  "clock-history", "compass", "download", "emoji-smile", "exclamation-circle", "exclamation-triangle", "eye", "file-earmark",
  "file-earmark-text", "funnel", "geo-alt", "globe", "grid", "house", "inbox", "info-circle", "journal-text", "kanban",
  "layout-text-window", "link-45deg", "list", "list-task", "lock", "map", "mortarboard", "paperclip", "pencil", "people",
  "person", "pin-angle", "plus-lg", "printer", "reply", "bar-chart", "search", "send", "shield", "signpost-split",
  "star", "table", "three-dots", "trash", "upload", "wifi-off", "x-lg", "circle-half", "translate", "gear", "box-seam",
  "diagram-3", "briefcase", "newspaper", "building", "question-circle", "folder", "megaphone", "book",
];

export async function buildIcons({ modules, out }) {
  const sprite = await readFile(path.join(modules, "@openeuropa/bcl-theme-default/icons/bootstrap-icons.svg"), "utf8");
  const symbols = ICONS.map((name) => symbolOf(sprite, name)).join("");
  await writeFile(path.join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols}</svg>`);
}

function symbolOf(sprite, name) {
  const start = sprite.indexOf(`<symbol class="bi bi-${name}" `);
  if (start < 0) throw new Error(`The theme has no icon named ${name}`);
  return sprite.slice(start, sprite.indexOf("</symbol>", start) + 9).replace(/ class="[^"]*"/, "");
}
