// The address somebody signs in with stays in this window while they go to EU Login, a new password or an error and back.
// Signing out empties the store.
const KEY = "limes-sign-in";

export function start(field) {
  try {
    if (!field.value) field.value = sessionStorage.getItem(KEY) ?? "";
    field.addEventListener("input", () => sessionStorage.setItem(KEY, field.value));
  } catch {
    // Where a browser keeps nothing, the address is typed again.
  }
}
