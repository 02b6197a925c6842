// Menus made of <details>, dialogues, and the focus that errors ask for. Everything works without this module
// but closing by Escape and by a tap beside.

export function startMenus() {
  document.addEventListener("click", closeOthers);
  document.addEventListener("keydown", closeOnEscape);
  document.addEventListener("click", openDialogue);
  for (const list of document.querySelectorAll('form[action="/accounts/logout/"]')) {
    list.addEventListener("submit", () => sessionStorage.clear());
  }
  document.querySelector("[data-focus]")?.focus();
  document.addEventListener("click", focusWrongField);
}

function openMenus() {
  return [...document.querySelectorAll("details[data-menu][open]")];
}

function closeOthers(event) {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
}

function closeOnEscape(event) {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

function openDialogue(event) {
  const opener = event.target.closest?.("[data-dialogue]");
  if (opener) document.getElementById(opener.dataset.dialogue)?.showModal();
  event.target.closest?.("[data-dialogue-close]")?.closest("dialog").close();
}

// A link of the summary of errors leads into the field itself, unfolding the group it stands in.
function focusWrongField(event) {
  const link = event.target.closest?.(".form-errors a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const group = field.closest("details:not([open])");
  if (group) group.open = true;
  field.focus({ preventScroll: true });
  (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
}
