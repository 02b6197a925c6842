// The token of the page's forms, for requests that modules and htmx make themselves.

export function token() {
  return document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
}

// Who is writing on this page: said along, so that a session that has ended is told from a visitor.
function writer() {
  return document.querySelector('input[name="written_by"]')?.value ?? "";
}

export function headers() {
  return { "X-CSRFToken": token(), "X-Written-By": writer() };
}

export function startCsrf() {
  document.body.addEventListener("htmx:configRequest", (event) => {
    Object.assign(event.detail.headers, headers());
  });
}

// Posts fields to an address of ours and gives the answer; a broken connection throws as fetch does.
export function send(url, body, signal) {
  const said = { ...headers(), "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
  return fetch(url, { method: "POST", body, headers: said, signal, credentials: "same-origin" });
}
