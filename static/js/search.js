// Suggestions under the search box (the combobox pattern of ARIA), and / to reach it from anywhere.

const PAUSE = 160;
let lists = 0;

export function start(form) {
  const box = new Suggestions(form);
  if (form.querySelector("kbd")) document.addEventListener("keydown", (event) => reachBox(event, box.input));
}

function reachBox(event, input) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  input.focus();
  input.select();
}

class Suggestions {
  constructor(form) {
    this.url = form.dataset.suggestUrl;
    this.input = form.querySelector("input");
    this.items = [];
    this.chosen = -1;
    this.list = this.makeList(form);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.hide());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }

  makeList(form) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = `suggestions-${(lists += 1)}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.wordsKind);
    form.append(list);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    return list;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asking?.abort();
    const words = this.input.value.trim();
    if (!words) return this.hide();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.url}?q=${encodeURIComponent(words)}`, { signal: this.asking.signal });
      if (answer.ok) this.show((await answer.json()).items);
    } catch {
      this.hide(); // Suggestions are a comfort: without them the form still searches.
    }
    return undefined;
  }

  show(items) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, place) => this.row(item, place)));
    this.choose(-1);
    this.list.hidden = items.length === 0 || document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  row(item, place) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${place}`;
    row.dataset.url = item.url;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    const kind = document.createElement("span");
    kind.textContent = item.kind;
    const title = document.createElement("span");
    title.textContent = item.title;
    title.dir = "auto";
    if (item.language) title.lang = item.language;
    row.append(title, kind);
    return row;
  }

  hide() {
    this.asking?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }

  choose(place) {
    this.list.children[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = place;
    const row = this.list.children[place];
    row?.setAttribute("aria-selected", "true");
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      return this.hide();
    }
    if (this.list.hidden) return undefined;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      const places = this.items.length + 1;
      this.choose(((this.chosen + 1 + steps[event.key] + places) % places) - 1);
    }
    if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.go(this.list.children[this.chosen]);
    }
    return undefined;
  }

  go(row) {
    if (row) location.assign(row.dataset.url);
  }
}
