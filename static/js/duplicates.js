// While a title is typed: what exists already under one like it. Answers {"items": [{"title", "language", "url", "kind"}]}.

const PAUSE = 400;
const SHORTEST = 5;

export function start(field) {
  const input = field.querySelector("input, textarea");
  const hint = field.querySelector("[data-similar]");
  let timer;
  let asking;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    timer = setTimeout(() => {
      asking = new AbortController();
      look(field.dataset.similarUrl, input.value.trim(), hint, asking.signal);
    }, PAUSE);
  });
}

async function look(url, title, hint, signal) {
  if (title.length < SHORTEST) {
    hint.hidden = true;
    return;
  }
  try {
    const answer = await fetch(`${url}?title=${encodeURIComponent(title)}`, { signal });
    if (answer.ok) show(hint, (await answer.json()).items);
  } catch {
    hint.hidden = true; // A hint that cannot be had is no reason to disturb somebody who writes.
  }
}

function show(hint, items) {
  hint.querySelector("ul").replaceChildren(...items.map(row));
  hint.hidden = items.length === 0;
}

function row({ title, language, url }) {
  const link = document.createElement("a");
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = title;
  link.dir = "auto";
  if (language) link.lang = language;
  const item = document.createElement("li");
  item.append(link);
  return item;
}
