// Many check boxes: those that are chosen stand on top as chips, and typing narrows the box. Without this the box is
// scrolled. Enter takes the only or first one found; the arrow keys move between the field and the boxes.

// The same letters as networks/text/folding.py.
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", æ: "ae", œ: "oe", þ: "th", ŧ: "t", ŋ: "n", ß: "ss", ς: "σ" };
const fold = (words) =>
  words
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}'’‘ʼ`´]/gu, "")
    .toLowerCase()
    .replace(/[łøđðħıæœþŧŋßς]/g, (letter) => LETTERS[letter]);

export function start(root) {
  new Choices(root);
}

class Choices {
  constructor(root) {
    this.root = root;
    this.head = root.querySelector("[data-choices-head]");
    this.filter = root.querySelector("[data-choices-filter]");
    this.status = root.querySelector("[data-choices-status]");
    this.chosen = root.querySelector("[data-choices-chosen]");
    this.boxes = [...root.querySelectorAll(".choices-list input")];
    this.words = new Map(this.boxes.map((box) => [box, fold(`${nameOf(box)} ${box.dataset.words ?? ""}`)]));
    this.head.hidden = false;
    this.listen();
    this.showChosen();
  }

  listen() {
    // What is typed to find something is no change of the form.
    for (const kind of ["input", "change"]) this.filter.addEventListener(kind, (event) => event.stopPropagation());
    this.filter.addEventListener("input", () => this.narrow());
    this.filter.addEventListener("keydown", (event) => this.onFilterKey(event));
    this.root.querySelector(".choices-list").addEventListener("keydown", (event) => this.onBoxKey(event));
    this.root.addEventListener("change", () => this.showChosen());
    const form = this.root.closest("form");
    form?.addEventListener("limes:restored", () => this.showChosen());
    form?.addEventListener("change", (event) => event.target.name === "networks" && this.sortByArea(form));
  }

  onFilterKey(event) {
    const found = this.found();
    if (event.key === "ArrowDown" && found.length) found[0].focus();
    else if (event.key === "Enter") this.take(found);
    else if (event.key === "Escape" && this.filter.value) this.clear();
    else return;
    event.preventDefault();
  }

  onBoxKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const found = this.found();
    (found[found.indexOf(event.target) + step] ?? (step < 0 ? this.filter : event.target)).focus();
    event.preventDefault();
  }

  take(found) {
    if (!this.filter.value.trim() || !found.length) return;
    if (!found[0].checked) found[0].click();
    this.clear();
  }

  clear() {
    this.filter.value = "";
    this.narrow();
    this.filter.focus();
  }

  found() {
    return this.boxes.filter((box) => !box.closest("label").hidden);
  }

  narrow() {
    const asked = fold(this.filter.value.trim());
    const parts = asked.split(/[\s,;]+/).filter(Boolean);
    for (const box of this.boxes) box.closest("label").hidden = !parts.every((part) => this.words.get(box).includes(part));
    for (const group of this.root.querySelectorAll(".choices-group")) group.hidden = !group.querySelector("label:not([hidden])");
    const { wordsFound, wordsNone } = this.head.dataset;
    const count = this.found().length;
    this.status.textContent = !asked ? "" : count ? `${count} ${wordsFound}` : wordsNone;
  }

  showChosen() {
    const chosen = this.boxes.filter((box) => box.checked);
    this.chosen.replaceChildren(...chosen.map((box) => this.chip(box)));
    this.chosen.hidden = !chosen.length;
  }

  chip(box) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = nameOf(box);
    button.setAttribute("aria-label", `${this.head.dataset.wordsOff} ${nameOf(box)}`);
    button.addEventListener("click", () => {
      box.click();
      (this.chosen.querySelector("button") ?? this.filter).focus();
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  // Topics of the chosen networks' areas come first.
  sortByArea(form) {
    const areas = new Set([...form.querySelectorAll("input[name=networks]:checked")].map((box) => box.dataset.area));
    const list = this.root.querySelector(".choices-list");
    const ours = [...list.children].filter((group) => areas.has(group.querySelector("input")?.dataset.area));
    list.prepend(...ours);
    if (ours.length) this.boxes = [...list.querySelectorAll("input")];
  }
}

function nameOf(box) {
  return box.closest("label").textContent.trim();
}
