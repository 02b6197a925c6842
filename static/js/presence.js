// Who is here, who writes, whether it is live: quiet lines that never move anything.

const TYPING_LASTS = 5000;

export class Presence {
  constructor(section) {
    this.line = section.querySelector("[data-presence]");
    this.typingLine = section.querySelector("[data-typing]");
    this.words = section.dataset;
    this.writers = new Map();
  }

  live(on) {
    if (!this.line) return;
    this.line.dataset.live = on ? "live" : "away";
    this.line.querySelector(".presence-dot").hidden = false;
    this.state(on ? this.line.dataset.wordsLive : this.line.dataset.wordsAway);
  }

  state(words) {
    this.line.querySelector("[data-live-words]").textContent = words;
  }

  people(frame) {
    const people = frame.people ?? frame.who ?? [];
    const names = [people].flat().map((person) => person.name ?? person);
    if (!this.line) return;
    this.state(frame.limited ? this.line.dataset.wordsLimited : this.line.dataset.wordsLive);
    this.line.querySelector("[data-people]").textContent = names.length ? `${this.line.dataset.wordsHere}: ${names.join(", ")}` : "";
  }

  typing(who) {
    clearTimeout(this.writers.get(who));
    this.writers.set(who, setTimeout(() => this.stopped(who), TYPING_LASTS));
    this.showWriters();
  }

  stopped(who) {
    clearTimeout(this.writers.get(who));
    if (this.writers.delete(who)) this.showWriters();
  }

  showWriters() {
    if (!this.typingLine) return;
    const names = [...this.writers.keys()];
    this.typingLine.textContent = names.length ? `${names.join(", ")} ${this.words.wordsTyping}` : "";
  }
}
