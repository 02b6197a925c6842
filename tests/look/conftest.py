"""The design page served from memory beside the built files, under the site's own policy; no database is asked."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from config.design import sample

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "woff2": "font/woff2"}
READER = SimpleNamespace(full_name="Anna Nowak", handle="anna-nowak", is_authenticated=True)
VISITOR = SimpleNamespace(is_authenticated=False)


def page(template: str, user: Any = READER, **context: Any) -> str:
    """A template rendered with the layout's context."""
    request = RequestFactory().get("/design/")
    request.user = user
    labels = ("Workspace", "Knowledge", "Networks", "People", "Calendar", "News", "Content management")
    menu = [
        {"label": label, "url": f"/{label}/", "icon": "house", "current": label == "News"} for label in labels
    ]
    words = {"request": request, "csrf_token": "token", "menu": menu, "waits": 3, **context}
    return render_to_string(template, words)


def _answers() -> dict[str, str]:
    return {
        "/design/": page("design/index.html", **sample()),
        "/404/": page("404.html", user=VISITOR, next="/kb/x", menu=[]),
        "/403/": page("403.html", reason="Only the contact point of Poland clears this."),
        "/500/": page("500.html"),
    }


@pytest.fixture(scope="session")
def shown() -> Iterator[str]:
    """Address of a server that shows the design page and the pages of errors."""
    answers = _answers()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            file = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
            body = Path(file).read_bytes() if file else answers.get(path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", KINDS.get(path.rsplit(".", 1)[-1], "text/html; charset=utf-8"))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
