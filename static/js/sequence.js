// Changes of a topic in their order, each once. SEQ counts changes without gaps while one is connected. A catch-up
// (everything up to `latest`) may leave numbers out, because it tells a post in its present form and of a removed
// one only the removal; what is live meanwhile waits until the catch-up is through.

export class Sequence {
  constructor(after, apply) {
    this.start = after;
    this.last = after;
    this.apply = apply;
    this.until = null;
    this.buffer = new Map();
    this.done = new Set();
  }

  // The server answered our follow: changes up to `latest` come now.
  following(latest) {
    this.until = latest > this.last ? latest : null;
    this.drain();
  }

  get catchingUp() {
    return this.until !== null;
  }

  // A change is missing although nothing is being caught up: ask for it again.
  get gap() {
    return !this.catchingUp && this.buffer.size > 0;
  }

  take(frame) {
    if (frame.seq <= this.start || this.done.has(frame.seq)) return;
    const late = frame.seq <= this.last;
    if (late || (this.catchingUp && frame.seq <= this.until)) {
      this.once(frame);
      if (frame.seq === this.until) this.caughtUp();
      return;
    }
    this.buffer.set(frame.seq, frame);
    this.drain();
  }

  // Everything up to `until` has come that will come.
  caughtUp() {
    if (!this.catchingUp) return;
    this.last = Math.max(this.last, this.until);
    this.until = null;
    this.drain();
  }

  drain() {
    if (this.catchingUp) return;
    for (const [seq, frame] of this.buffer) {
      if (seq > this.last) continue;
      this.buffer.delete(seq);
      this.once(frame);
    }
    while (this.buffer.has(this.last + 1)) {
      const frame = this.buffer.get(this.last + 1);
      this.buffer.delete(frame.seq);
      this.last = frame.seq;
      this.once(frame);
    }
  }

  once(frame) {
    if (this.done.has(frame.seq)) return;
    this.done.add(frame.seq);
    this.apply(frame);
  }
}
