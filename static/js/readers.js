// Who will be able to read this: asked anew each time label, networks or people are changed in the form.

export function start(sentence) {
  const form = sentence.closest("form");
  const names = new Set(sentence.dataset.watches.split(" "));
  let asking;
  form.addEventListener("change", async (event) => {
    if (!names.has(event.target.name)) return;
    if (event.target.name === "label") showLabel(form, event.target.value);
    asking?.abort();
    asking = new AbortController();
    const chosen = [...new FormData(form)].filter(([name, value]) => names.has(name) && typeof value === "string");
    await ask(sentence, new URLSearchParams(chosen), asking.signal);
  });
}

function showLabel(form, label) {
  const chip = form.querySelector("[data-label-now]");
  if (!chip) return;
  chip.dataset.label = label;
  chip.textContent = label;
}

async function ask(sentence, chosen, signal) {
  const place = sentence.querySelector("[data-sentence]");
  try {
    const answer = await fetch(`${sentence.dataset.readersUrl}?${chosen}`, { signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    place.textContent = (await answer.json()).sentence;
  } catch (error) {
    if (error.name !== "AbortError") place.textContent = sentence.dataset.wordsFailed;
  }
}
