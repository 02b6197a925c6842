// A copy of what stands in a form, kept in this window only, and only for as long as the server has not got it.

const KEPT_OUT = new Set(["csrfmiddlewaretoken", "version", "written_by"]);

function place(form) {
  return `limes:form:${form.id || form.getAttribute("action") || ""}:${location.pathname}`;
}

export function textsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !KEPT_OUT.has(name));
}

export function keepCopy(form) {
  sessionStorage.setItem(place(form), JSON.stringify(textsOf(form)));
}

export function dropCopy(form) {
  sessionStorage.removeItem(place(form));
}

// Puts a kept copy back; true when there was one that differs from what the server sent.
export function restoreCopy(form) {
  const kept = sessionStorage.getItem(place(form));
  if (!kept || kept === JSON.stringify(textsOf(form))) return false;
  const values = groupByName(JSON.parse(kept));
  for (const field of form.elements) {
    if (!field.name || KEPT_OUT.has(field.name) || field.type === "file" || field.type === "submit") continue;
    putBack(field, (values.get(field.name) ?? []).map(([, value]) => value));
  }
  form.dispatchEvent(new Event("limes:restored"));
  return true;
}

function groupByName(pairs) {
  const groups = new Map();
  for (const pair of pairs) groups.set(pair[0], [...(groups.get(pair[0]) ?? []), pair]);
  return groups;
}

function putBack(field, values) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
  else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
  else if (values.length) field.value = values[0];
}
