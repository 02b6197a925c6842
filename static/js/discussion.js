// A discussion that is live: follows its topic on the socket, shows each change once and in order, catches up after
// an interruption, and ends when the right to read ends. Without it the page is a list of posts and a form.
import { Composer } from "./composer.js";
import { send } from "./csrf.js";
import { somethingNew } from "./notices.js";
import { Posts } from "./posts.js";
import { Presence } from "./presence.js";
import { Reading } from "./reading.js";
import { Sequence } from "./sequence.js";
import { socket } from "./socket.js";

const GAP_LASTS = 300;

export function start(section) {
  if (section.dataset.topic) new Discussion(section);
}

class Discussion {
  constructor(section) {
    this.section = section;
    this.topic = section.dataset.topic;
    this.socket = socket();
    this.posts = new Posts(section);
    this.presence = new Presence(section);
    this.sequence = new Sequence(Number(section.dataset.latest), (frame) => this.apply(frame));
    const form = section.querySelector("[data-composer]");
    this.composer = form && new Composer(form, section, this.posts, this.socket);
    this.reading = new Reading(section, (seq) => this.socket.say({ do: "read", topic: this.topic, seq }));
    this.listen();
  }

  listen() {
    this.socket.addEventListener("open", () => this.follow());
    this.socket.addEventListener("frame", (event) => event.detail.topic === this.topic && this.handle(event.detail));
    this.socket.addEventListener("frame", (event) => this.answered(event.detail));
    this.socket.addEventListener("frame", (event) => event.detail.event === "notice" && somethingNew());
    this.socket.addEventListener("pong", () => this.caughtUp());
    this.socket.addEventListener("away", () => this.away());
    this.socket.addEventListener("signedout", () => this.signedOut(this.section.dataset.wordsSignedOut));
    this.socket.addEventListener("behind", () => this.fetchAnew());
    this.section.addEventListener("submit", (event) => event.target.matches("form.reactions") && this.react(event));
    if (this.socket.open) this.follow();
  }

  follow() {
    if (!this.ended) this.socket.say({ do: "follow", topic: this.topic, after: this.sequence.last });
  }

  handle(frame) {
    const answers = {
      following: () => this.following(frame.latest),
      presence: () => this.here(frame),
      typing: () => this.presence.typing(frame.who),
      refused: () => this.close(),
      closed: () => this.close(),
    };
    if (answers[frame.event]) answers[frame.event]();
    else if (Number.isInteger(frame.seq)) this.take(frame);
  }

  here(frame) {
    this.presence.people(frame);
    if (typeof frame.talking === "boolean") this.composer?.open(frame.talking);
  }

  following(latest) {
    this.presence.live(true);
    this.sequence.following(latest);
    if (this.sequence.catchingUp) this.socket.ping();
    this.composer?.sendAll();
  }

  // A catch-up may leave out its last numbers (a change of a post that was told in its present form). Answers come in
  // order, so the answer to a ping sent behind it says that it is through.
  caughtUp() {
    this.sequence.caughtUp();
    this.watchGap();
  }

  take(frame) {
    this.sequence.take(frame);
    this.watchGap();
  }

  watchGap() {
    clearTimeout(this.gapTimer);
    if (this.sequence.gap) this.gapTimer = setTimeout(() => this.sequence.gap && this.follow(), GAP_LASTS);
  }

  apply(frame) {
    if (frame.event === "post") {
      this.presence.stopped(frame.author?.name ?? frame.author);
      this.posts.put(frame);
    } else if (frame.event === "post.changed") this.posts.change(frame);
    else if (frame.event === "post.removed") this.posts.remove(frame);
    else if (frame.event === "reaction") this.posts.react(frame);
  }

  // Sent beside the page; what it comes to arrives over the socket like everybody's.
  async react(event) {
    if (!this.socket.open) return;
    event.preventDefault();
    const answer = await send(event.target.action, new FormData(event.target, event.submitter)).catch(() => null);
    if (!answer?.ok) location.reload();
  }

  // Answers to what this page posted carry a key and no topic.
  answered(frame) {
    if (!this.composer?.outbox.items.has(frame.key)) return;
    if (frame.event === "accepted") this.composer.accepted(frame.key);
    if (frame.event === "rejected") this.composer.rejected(frame.key, frame.reason);
  }

  away() {
    if (this.ended) return;
    this.presence.live(false);
    this.composer?.waiting();
  }

  close() {
    this.posts.clear();
    this.end(this.section.dataset.wordsClosed);
  }

  end(words) {
    this.ended = true;
    this.presence.live(false);
    if (this.composer) this.composer.close(words);
    else this.section.append(words);
  }

  signedOut(words) {
    if (!this.composer) return this.end(words);
    this.ended = true;
    this.presence.live(false);
    this.composer.signedOut(words);
  }

  fetchAnew() {
    this.composer?.keepDraft();
    location.reload();
  }
}
