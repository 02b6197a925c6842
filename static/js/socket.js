// The one socket of a page. Comes back by itself after a pause that grows, with some chance in it so that a thousand
// browsers do not knock at the same moment. Events: "open", "away", "frame", "pong",
// "signedout", "behind".

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30000;
const PING_EVERY = 25000;
const ANSWER_WITHIN = 10000;

export class Socket extends EventTarget {
  constructor(url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/`) {
    super();
    this.url = url;
    this.tries = 0;
    addEventListener("online", () => this.connectNow());
    document.addEventListener("visibilitychange", () => !document.hidden && this.connectNow());
  }

  get open() {
    return this.wire?.readyState === WebSocket.OPEN;
  }

  connect() {
    clearTimeout(this.timer);
    if (this.ended || this.wire) return;
    const wire = new WebSocket(this.url);
    this.wire = wire;
    wire.addEventListener("open", () => this.opened());
    wire.addEventListener("message", (event) => this.received(event.data));
    wire.addEventListener("close", (event) => this.wire === wire && this.closed(event.code));
  }

  connectNow() {
    if (!this.wire && !this.ended) this.connect();
  }

  say(frame) {
    if (!this.open) return false;
    this.wire.send(JSON.stringify(frame));
    return true;
  }

  opened() {
    this.beat = setInterval(() => this.ping(), PING_EVERY);
    this.tell("open");
  }

  received(text) {
    clearTimeout(this.silence);
    this.tries = 0;
    const frame = JSON.parse(text);
    this.tell(frame.event === "pong" ? "pong" : "frame", frame);
  }

  ping() {
    this.say({ do: "ping" });
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.drop(), ANSWER_WITHIN);
  }

  // Nothing was heard for too long: the wire is dead even if nobody has said so.
  drop() {
    const wire = this.wire;
    this.closed(1006);
    wire?.close();
  }

  closed(code) {
    clearInterval(this.beat);
    clearTimeout(this.silence);
    this.wire = null;
    if (code === 4401) window.dispatchEvent(new Event("limes:signedout"));
    this.ended = code === 4401 || code === 4409;
    this.tell(code === 4401 ? "signedout" : code === 4409 ? "behind" : "away");
    if (!this.ended) this.timer = setTimeout(() => this.connect(), this.pause(code));
  }

  pause(code) {
    const chance = 0.5 + Math.random();
    if (code === 4403 && this.tries === 0) return (this.tries += 1) && 100 * chance;
    return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.tries++) * chance;
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

let shared;

export function socket() {
  shared ??= new Socket();
  shared.connect();
  return shared;
}
