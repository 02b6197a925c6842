// Browsers print the title of the window above every sheet. Of what its label keeps from paper, that stays away too.
const CLOSED = ["TLP:AMBER+STRICT", "TLP:RED"];

export function startPrint() {
  const title = document.title;
  addEventListener("beforeprint", () => {
    const label = document.querySelector(".print-label")?.dataset.label;
    if (CLOSED.includes(label)) document.title = label;
  });
  addEventListener("afterprint", () => (document.title = title));
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
