// Writing into a discussion: over the socket while it is there, as a plain form when it is away for long.
import { newKey, Outbox } from "./outbox.js";

const TYPING_EVERY = 3000;

export class Composer {
  constructor(form, section, posts, socket) {
    Object.assign(this, { form, section, posts, socket, topic: section.dataset.topic, words: section.dataset });
    this.area = form.querySelector("textarea");
    this.outbox = new Outbox(this.topic);
    this.draftPlace = `limes:composer:${this.topic}`;
    this.restore();
    form.addEventListener("submit", (event) => this.onSubmit(event));
    this.area.addEventListener("input", () => this.typing());
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    section.addEventListener("click", (event) => this.onClick(event));
  }

  // What was typed and not accepted survives a reload. A text the server brought back is newer than what is kept here.
  restore() {
    const draft = JSON.parse(sessionStorage.getItem(this.draftPlace) ?? "null");
    const taken = draft && !this.area.value && !this.isPosted(draft);
    if (taken) {
      this.area.value = draft.body;
      this.form.elements.key.value = draft.key;
      this.answerTo(draft.replyTo ?? null);
    }
    this.keepDraft();
    for (const [key, item] of this.outbox.items) this.note(key, item, this.words.wordsWaiting);
  }

  // A form that was sent plainly leads to its post: then there is nothing to put back.
  isPosted(draft) {
    const post = draft.sent && this.posts.find(location.hash.replace("#post-", ""));
    return Boolean(post) && post.querySelector("[data-author]").textContent.trim() === this.words.me;
  }

  // Somebody closed the discussion, or opened it again. What was typed stays where it is.
  open(talking) {
    this.form.querySelector("[data-ended]").hidden = talking;
    this.form.querySelector("[type=submit]").disabled = !talking;
  }

  keepDraft(sent = false) {
    const { key, reply_to: replyTo } = this.form.elements;
    const draft = { body: this.area.value, key: key.value, replyTo: Number(replyTo.value) || null, sent };
    if (draft.body.trim()) sessionStorage.setItem(this.draftPlace, JSON.stringify(draft));
    else sessionStorage.removeItem(this.draftPlace);
  }

  // Away for long but not offline: something between us and the socket is broken, so the form goes its plain way.
  get plain() {
    return !this.socket.open && navigator.onLine && (this.socket.ended || this.socket.tries > 2);
  }

  onSubmit(event) {
    if (this.plain) {
      this.keepDraft(true);
      return;
    }
    event.preventDefault();
    const body = this.area.value.trim();
    if (!body) return;
    const fields = this.form.elements;
    const key = fields.key.value || newKey();
    this.outbox.add(key, body, Number(fields.reply_to.value) || undefined);
    this.note(key, this.outbox.items.get(key), this.socket.open ? this.words.wordsSending : this.words.wordsWaiting);
    this.area.value = "";
    fields.key.value = newKey();
    this.answerTo(null);
    this.keepDraft();
    this.sendOne(key);
  }

  note(key, item, words) {
    const post = this.posts.findPending(key) ?? this.posts.pending(key, item.body);
    post.querySelector("[data-state]").textContent = words;
  }

  sendOne(key) {
    const item = this.outbox.items.get(key);
    const frame = { do: "post", topic: this.topic, body: item.body, key };
    if (item.replyTo) frame.reply_to = item.replyTo;
    if (this.socket.say(frame)) this.note(key, item, this.words.wordsSending);
  }

  sendAll() {
    for (const key of this.outbox.items.keys()) this.sendOne(key);
  }

  waiting() {
    for (const [key, item] of this.outbox.items) this.note(key, item, this.words.wordsWaiting);
  }

  accepted(key) {
    this.outbox.take(key);
    this.posts.findPending(key)?.remove();
  }

  // What was refused goes back to where it can be mended.
  rejected(key, reason) {
    const item = this.outbox.take(key);
    this.posts.findPending(key)?.remove();
    if (item) this.area.value = this.area.value ? `${item.body}\n\n${this.area.value}` : item.body;
    this.keepDraft();
    this.complain(reason);
  }

  complain(words) {
    const place = this.form.querySelector("[data-rejected]");
    place.textContent = words ?? "";
    place.hidden = !words;
  }

  // The session is over. The form stays: sending it plainly leads to the sign-in page and back to the text.
  signedOut(words) {
    this.keepDraft();
    this.complain(words);
  }

  close(words) {
    this.keepDraft();
    this.complain(words);
    for (const field of this.form.elements) field.disabled = field.tagName === "BUTTON";
    this.area.readOnly = true;
  }

  typing() {
    if (!this.socket.ended) this.complain("");
    this.keepDraft();
    if (Date.now() - (this.told ?? 0) < TYPING_EVERY) return;
    this.told = Date.now();
    this.socket.say({ do: "typing", topic: this.topic });
  }

  onClick(event) {
    const reply = event.target.closest("[data-reply]");
    if (reply?.dataset.reply) {
      event.preventDefault();
      this.answerTo(Number(reply.dataset.reply));
      this.area.focus();
    }
    if (event.target.closest("[data-reply-cancel]")) this.answerTo(null);
  }

  answerTo(seq) {
    const line = this.form.querySelector("[data-replying]");
    this.form.elements.reply_to.value = seq ?? "";
    this.keepDraft();
    line.hidden = !seq;
    const words = line.querySelector("[data-words]");
    const author = seq && this.posts.find(seq)?.querySelector("[data-author]").textContent.trim();
    words.textContent = `${words.dataset.words} ${author ?? ""}`;
  }
}
