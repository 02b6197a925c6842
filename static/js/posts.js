// The posts on the page: put in, changed, taken out, always in the order of their number.
import { exactly, shortly } from "./times.js";

export class Posts {
  constructor(section) {
    this.list = section.querySelector("[data-posts]");
    this.template = section.querySelector("[data-post-template]");
    this.me = section.dataset.me;
    this.late = new Map();
    this.removed = new Set();
  }

  find(seq) {
    return this.list.querySelector(`[data-post][data-seq="${Number(seq)}"]`);
  }

  newest() {
    return Math.max(0, ...[...this.list.querySelectorAll("[data-seq]")].map((post) => Number(post.dataset.seq)));
  }

  put(frame) {
    if (this.removed.has(frame.seq)) return;
    const post = this.find(frame.seq) ?? this.insert(frame.seq);
    this.fill(post, frame);
    const change = this.late.get(frame.seq);
    this.late.delete(frame.seq);
    if (change) this.change(change);
  }

  // A change that overtook its post (both were on their way) is kept until the post is there.
  change(frame) {
    const post = this.find(frame.post);
    if (!post) this.late.set(frame.post, frame);
    else if (frame.html !== undefined && frame.seq > Number(post.dataset.version ?? 0)) {
      post.dataset.version = frame.seq;
      this.write(post, frame.html, true);
    }
  }

  remove(frame) {
    this.removed.add(frame.post);
    this.late.delete(frame.post);
    this.find(frame.post)?.remove();
  }

  insert(seq) {
    const post = this.clone();
    post.dataset.seq = seq;
    post.id = `post-${Number(seq)}`;
    const later = [...this.list.querySelectorAll("[data-seq]")].find((other) => Number(other.dataset.seq) > seq);
    this.list.insertBefore(post, later ?? this.list.querySelector("[data-pending]"));
    return post;
  }

  clone() {
    return this.template.content.firstElementChild.cloneNode(true);
  }

  fill(post, frame) {
    const writer = frame.author?.name ?? frame.author ?? "";
    name(post, writer);
    author(post, frame.author_url);
    moment(post, frame.at);
    this.answers(post, frame.reply_to);
    this.write(post, frame.html, frame.edited);
    this.offer(post, frame.seq, writer === this.me);
  }

  // The text was made safe by the one renderer of the server; it is the only HTML ever put in here.
  write(post, html, edited) {
    post.querySelector("[data-body]").innerHTML = html;
    const note = post.querySelector("[data-edited]");
    if (note) note.hidden = !edited;
  }

  answers(post, seq) {
    const line = post.querySelector("[data-reply-to]");
    const answered = seq && this.find(seq)?.querySelector("[data-author]").textContent.trim();
    if (!line || !answered) return;
    line.hidden = false;
    line.querySelector("a").hash = `#post-${Number(seq)}`;
    line.querySelector("span").textContent = answered;
  }

  // Counts are the same for everybody; whether one's own hand is among them is read from the names.
  react(frame) {
    const post = this.find(frame.post);
    for (const { emoji, name: words, count, who } of frame.reactions ?? []) {
      const button = [...(post?.querySelectorAll(".reactions button") ?? [])].find((each) => each.value === emoji);
      if (!button) continue;
      button.textContent = count ? `${emoji} ${count}` : emoji;
      button.setAttribute("aria-label", `${words}: ${count}`);
      button.setAttribute("aria-pressed", String((who ?? []).includes(this.me)));
    }
  }

  offer(post, seq, mine) {
    const reactions = post.querySelector("form.reactions");
    if (reactions) reactions.action = reactions.getAttribute("action").replace("/0/", `/${Number(seq)}/`);
    const reply = post.querySelector("[data-reply]");
    if (reply) reply.dataset.reply = seq;
    for (const part of post.querySelectorAll("[data-own]")) {
      part.hidden = !mine;
      part.href = part.dataset.own.replace("/0/", `/${Number(seq)}/`);
    }
  }

  pending(key, body) {
    const post = this.clone();
    post.dataset.pending = key;
    post.classList.add("post--sending");
    name(post, this.me);
    moment(post, new Date().toISOString());
    const text = document.createElement("p");
    text.className = "post-plain";
    text.textContent = body;
    post.querySelector("[data-body]").replaceChildren(text);
    for (const part of post.querySelectorAll(".post-actions, .reactions")) part.hidden = true;
    this.list.append(post);
    return post;
  }

  findPending(key) {
    return this.list.querySelector(`[data-pending="${CSS.escape(key)}"]`);
  }

  clear() {
    this.list.replaceChildren();
  }
}

function name(post, author) {
  post.querySelector("[data-author]").textContent = author;
  const initial = post.querySelector("[data-initial]");
  if (initial) initial.textContent = [...author][0]?.toUpperCase() ?? "";
}

function author(post, url) {
  const place = post.querySelector("[data-author]");
  if (!url) return;
  const link = document.createElement("a");
  link.href = url;
  link.textContent = place.textContent;
  place.replaceChildren(link);
}

function moment(post, at) {
  const place = post.querySelector("[data-at]");
  if (!place || !at) return;
  const date = new Date(at);
  place.dateTime = at;
  place.title = exactly(date);
  place.textContent = shortly(date);
}
