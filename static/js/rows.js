// Child rows of a form: another one is added from the template, one that is taken away goes out of sight.

export function start(rows) {
  const total = rows.querySelector("input[name$=-TOTAL_FORMS]");
  const add = rows.querySelector("[data-rows-add]");
  const template = rows.querySelector("template");
  add.hidden = false;
  add.addEventListener("click", () => {
    const row = template.content.firstElementChild.cloneNode(true);
    number(row, total.value);
    total.value = Number(total.value) + 1;
    add.before(row);
    row.querySelector("input, select, textarea")?.focus();
  });
  rows.addEventListener("change", (event) => {
    if (event.target.name?.endsWith("-DELETE")) event.target.closest("[data-row]").classList.toggle("is-going", event.target.checked);
  });
}

function number(row, place) {
  for (const element of [row, ...row.querySelectorAll("[name], [id], [for], [aria-describedby]")]) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace("__prefix__", place));
    }
  }
}
