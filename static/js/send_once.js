// A form is sent once, however often its button is pressed.

const LASTS = 5000;

export function startSendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.onItsWay) {
      event.preventDefault();
      return;
    }
    form.dataset.onItsWay = "1";
    setTimeout(() => delete form.dataset.onItsWay, LASTS);
  });
  // Back to a page that the browser kept as it was.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-on-its-way]")) delete form.dataset.onItsWay;
  });
}
