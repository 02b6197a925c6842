// Saves a form while it is written: <form data-autosave="ADDRESS"> posts its fields, without files and with the
// hidden field `version` it started from. Answers: 200 {"version", "url"?, "autosave"?}; 409 when somebody else
// changed it meanwhile; 4xx {"reason"?} when it cannot be kept yet. The foot says what is saved.
import { send } from "./csrf.js";
import { clock } from "./times.js";
import { dropCopy, keepCopy, restoreCopy, textsOf } from "./draft_copy.js";

const PAUSE = 1500;
const RETRIES = [5, 10, 20, 60];
// Whoever sends the form while it is being saved waits for the answer, because it carries the next version; at most so long.
const LONGEST_WAIT = 5000;

export function start(form) {
  new Autosave(form);
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-saved-state]");
    this.dirty = false;
    this.tries = 0;
    // The server brought back what was sent without a session: that is newer than any copy here.
    if ("typedAgain" in form.dataset) dropCopy(form);
    if ("typedAgain" in form.dataset || restoreCopy(form)) this.changed();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.onSubmit(event));
    addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
    addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
  }

  changed() {
    this.dirty = true;
    this.stamp = (this.stamp ?? 0) + 1;
    this.show("changed");
    this.later(PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.busy || this.stopped) return;
    this.busy = true;
    const stamp = this.stamp;
    this.show("saving");
    try {
      await this.handle(await send(this.form.dataset.autosave, this.fields()), stamp);
    } catch {
      this.failed();
    }
    this.busy = false;
    if (this.held) return this.letGo();
    if (this.dirty && stamp !== this.stamp) this.later(PAUSE);
  }

  fields() {
    const fields = new FormData();
    for (const [name, value] of textsOf(this.form)) fields.append(name, value);
    fields.set("version", this.form.elements.version?.value ?? "");
    return fields;
  }

  async handle(answer, stamp) {
    const words = await answer.json().catch(() => ({}));
    if (answer.ok) return this.saved(words, stamp);
    if (answer.status === 401) return this.signedOut(words.reason);
    if (answer.status === 409) return this.stop("conflict");
    if (answer.status === 400 || answer.status === 422) return this.refused(words.reason);
    return this.failed();
  }

  saved({ version, url, autosave }, stamp) {
    this.tries = 0;
    if (version && this.form.elements.version) this.form.elements.version.value = version;
    if (autosave) this.form.dataset.autosave = autosave;
    if (url) {
      this.form.action = url;
      history.replaceState(null, "", url);
    }
    dropCopy(this.form);
    if (stamp === this.stamp) this.dirty = false;
    this.show("saved", clock(new Date()));
  }

  // The text is not yet good enough to be kept by the server; it is kept here and tried again with the next change.
  refused(reason) {
    keepCopy(this.form);
    this.show("changed", reason ?? "");
  }

  // The session is over: nothing is tried again by itself. Sending the form leads to the sign-in page and back.
  signedOut(reason) {
    keepCopy(this.form);
    this.show("ended", reason ?? "");
  }

  failed() {
    keepCopy(this.form);
    this.show("failed");
    this.later(RETRIES[Math.min(this.tries++, RETRIES.length - 1)] * 1000);
  }

  stop(state) {
    this.stopped = true;
    keepCopy(this.form);
    this.show(state);
  }

  onSubmit(event) {
    if (!navigator.onLine) {
      event.preventDefault();
      this.failed();
      return;
    }
    clearTimeout(this.timer);
    if (this.busy) {
      event.preventDefault();
      this.held ??= { submitter: event.submitter, timer: setTimeout(() => this.letGo(), LONGEST_WAIT) };
      return;
    }
    this.stopped = true;
    this.dirty = false;
  }

  letGo() {
    const { submitter, timer } = this.held;
    clearTimeout(timer);
    this.held = null;
    this.busy = false;
    this.form.requestSubmit(submitter);
  }

  show(state, detail = "") {
    if (!this.state) return;
    this.state.dataset.state = ["conflict", "ended"].includes(state) ? "failed" : state;
    const words = this.state.dataset[`words${state[0].toUpperCase()}${state.slice(1)}`];
    this.state.querySelector("[data-words]").textContent = detail ? `${words} ${detail}` : words;
  }
}
