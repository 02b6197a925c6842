// Write and preview over a Markdown field: the server renders, so the preview shows exactly what will be shown.
import { send } from "./csrf.js";

export function start(field) {
  const tabs = field.querySelector("[data-preview-tabs]");
  const pane = field.querySelector("[data-preview-pane]");
  const area = field.querySelector("textarea");
  tabs.hidden = false;
  tabs.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-show]");
    if (!tab) return;
    const preview = tab.dataset.show === "preview";
    for (const other of tabs.children) other.setAttribute("aria-pressed", String(other === tab));
    area.hidden = preview;
    pane.hidden = !preview;
    if (preview) render(field.dataset.previewUrl, area.value, pane);
    else area.focus();
  });
}

async function render(url, text, pane) {
  if (!text.trim()) {
    pane.textContent = pane.dataset.wordsEmpty;
    return;
  }
  const body = new FormData();
  body.set("body", text);
  try {
    const answer = await send(url, body);
    if (!answer.ok) throw new Error(String(answer.status));
    pane.innerHTML = await answer.text(); // Made safe by the one renderer of the server.
  } catch {
    pane.textContent = pane.dataset.wordsFailed;
  }
}
