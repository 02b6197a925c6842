// Tells how far one has read: the newest post that was in sight while the window was looked at.

const PAUSE = 1000;

export class Reading {
  constructor(section, tell) {
    this.tell = tell;
    this.reached = 0;
    this.told = 0;
    this.eye = new IntersectionObserver((entries) => this.saw(entries), { threshold: 0.6 });
    const list = section.querySelector("[data-posts]");
    for (const post of list.querySelectorAll("[data-seq]")) this.eye.observe(post);
    new MutationObserver((changes) => this.watchNew(changes)).observe(list, { childList: true });
    document.addEventListener("visibilitychange", () => this.later());
  }

  watchNew(changes) {
    for (const change of changes) for (const post of change.addedNodes) if (post.dataset?.seq) this.eye.observe(post);
  }

  saw(entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) this.reached = Math.max(this.reached, Number(entry.target.dataset.seq));
    }
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (document.hidden || this.reached <= this.told) return;
      if (this.tell(this.reached)) this.told = this.reached;
    }, PAUSE);
  }
}
