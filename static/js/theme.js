// Light or dark by choice. The choice is a cookie, so that the server writes it into <html> and nothing flashes.

const YEAR = 31536000;

export function startTheme() {
  const root = document.documentElement;
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.hidden = false;
    showOffer(button);
    button.addEventListener("click", () => {
      root.dataset.theme = isDark(root) ? "light" : "dark";
      const secure = location.protocol === "https:" ? ";secure" : "";
      document.cookie = `theme=${root.dataset.theme};path=/;max-age=${YEAR};samesite=lax${secure}`;
      showOffer(button);
    });
  }
}

function isDark(root) {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function showOffer(button) {
  const words = button.querySelector("[data-to-dark]");
  words.textContent = isDark(document.documentElement) ? words.dataset.toLight : words.dataset.toDark;
}
