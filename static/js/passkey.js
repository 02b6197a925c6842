// Passkeys: asks the browser for one and sends what it answers with the form around the button.

export function start(button) {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  button.hidden = false;
  button.addEventListener("click", () => answer(button));
}

async function answer(button) {
  const failed = button.form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const credential = await WAYS[button.dataset.passkey](button.form, button);
    button.form.elements.credential.value = JSON.stringify(credential.toJSON());
    if (button.dataset.url) button.form.action = button.dataset.url;
    button.form.submit();
  } catch {
    failed.hidden = false;
  }
}

const WAYS = { create, get: (form) => get(written(form)), "sign-in": (_form, button) => signIn(button.dataset.url) };

function written(form) {
  return JSON.parse(form.querySelector("script[type='application/json']").textContent).publicKey;
}

function create(form) {
  const options = written(form);
  if (form.elements.passwordless?.checked) {
    Object.assign(options.authenticatorSelection, {
      residentKey: "required", requireResidentKey: true, userVerification: "required",
    });
  }
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
}

function get(options) {
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function signIn(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(`Passkeys cannot be asked for now (${response.status})`);
  return get((await response.json()).request_options.publicKey);
}
