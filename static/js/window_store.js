// What this window keeps, in its session storage, belongs to whoever typed it: it goes when somebody else is signed in
// here, and with the sign-out (menu.js). A session that only ended leaves it for the person who comes back.
const WHOSE = "limes:person";

export function startWindowStore() {
  const person = document.body.dataset.person;
  if (person && sessionStorage.getItem(WHOSE) !== person) empty();
  if (person) sessionStorage.setItem(WHOSE, person);
}

function empty() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("limes:")) sessionStorage.removeItem(key);
}
