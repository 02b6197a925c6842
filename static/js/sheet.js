// The filters as a sheet on a phone; beside the list on a wider screen nothing changes.

const NARROW = matchMedia("(max-width: 991.98px)");

export function start(sheet) {
  sheet.classList.add("is-sheet");
  const body = sheet.querySelector(".facets-body");
  const summary = sheet.querySelector("summary");
  const close = () => {
    sheet.open = false;
    summary.focus();
  };
  sheet.querySelector("[data-sheet-close]").addEventListener("click", close);
  sheet.addEventListener("click", (event) => event.target === sheet && close());
  sheet.addEventListener("keydown", (event) => {
    if (!sheet.open || !NARROW.matches) return;
    if (event.key === "Escape") close();
    if (event.key === "Tab") keepInside(sheet, event);
  });
  sheet.addEventListener("toggle", () => {
    if (sheet.open && NARROW.matches) body.querySelector("a, summary")?.focus();
  });
}

function keepInside(sheet, event) {
  const stops = [...sheet.querySelectorAll(".facets-body a, .facets-body summary, .facets-foot button")];
  const seen = stops.filter((stop) => stop.checkVisibility());
  const [first, last] = [seen[0], seen.at(-1)];
  if (event.shiftKey && document.activeElement === first) last.focus();
  else if (!event.shiftKey && document.activeElement === last) first.focus();
  else return;
  event.preventDefault();
}
