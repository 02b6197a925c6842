// Something new waits for me: the mark on my menu appears while the page is open.

export function somethingNew() {
  const mark = document.querySelector("[data-new-notices]");
  if (!mark) return;
  mark.hidden = false;
  mark.closest("summary").setAttribute("aria-label", mark.dataset.label);
}
