// What was posted but not yet accepted. It survives a reload in this window; the same key again is one post only.

export class Outbox {
  constructor(topic) {
    this.place = `limes:outbox:${topic}`;
    this.items = new Map(JSON.parse(sessionStorage.getItem(this.place) ?? "[]"));
  }

  add(key, body, replyTo) {
    this.items.set(key, { body, replyTo });
    this.keep();
  }

  take(key) {
    const item = this.items.get(key);
    this.items.delete(key);
    this.keep();
    return item;
  }

  keep() {
    if (this.items.size) sessionStorage.setItem(this.place, JSON.stringify([...this.items]));
    else sessionStorage.removeItem(this.place);
  }
}

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
