// The token of the page's forms, for requests that modules and htmx make themselves.

export function token() {
  return document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
}

export function startCsrf() {
  document.body.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = token();
  });
}

// Posts fields to an address of ours and gives the answer; a broken connection throws as fetch does.
export function send(url, body, signal) {
  const headers = { "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
  return fetch(url, { method: "POST", body, headers, signal, credentials: "same-origin" });
}
