// The bar that says the connection is away.

export function startOffline() {
  const bar = document.querySelector("[data-offline]");
  if (!bar) return;
  const show = () => (bar.hidden = navigator.onLine);
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
