"""The design page served from memory beside the built files, under the site's own policy; no database is asked."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, Page

from config.design import sample
from config.error_pages import PLAIN_POLICY, STYLE
from networks.people.models import Expert
from tests.conftest import BACKEND

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


DISCUSSION = """{% extends "layouts/page.html" %}{% block content %}{% include "components/discussion.html"
    with topic="T1" latest=44 posts=posts me="Anna Nowak" may_post=True action="/plain/" key="first-key" readers="34 people"
    own_edit_url="/posts/0/edit/" own_remove_url="/posts/0/remove/" 
    react_url="/posts/0/react/" signs=reactions csrf_token=csrf_token only %}{% endblock %}"""
FORM = """{% extends "layouts/form.html" %}{% block form %}<form method="post" action="/new/" id="practice"
    data-autosave="/autosave/"><input type="hidden" name="version" value="v1">
    <input type="hidden" name="csrfmiddlewaretoken" value="{{ csrf_token }}">
    {% include "components/field.html" with field=form.title similar_url="/similar/" only %}
    {% include "components/field.html" with field=form.text preview_url="/preview/" only %}
    {% include "components/field.html" with field=form.label only %}
    {% include "components/readers.html" with sentence="Nobody yet." url="/readers/" watches="label networks" only %}
    {% include "components/upload.html" with url="/upload/" id="files" only %}
    {% include "components/form_foot.html" with save_label="Save draft" submit_label="Submit" only %}</form>{% endblock %}"""


def _written(source: str) -> str:
    """A template given as text, with the layout's context; includes may be written over several lines."""
    template = engines["django"].from_string(" ".join(source.split("\n")))
    request = RequestFactory().get("/")
    request.user = READER
    return template.render({"csrf_token": "token", **sample()}, request)


def _answers() -> dict[str, str]:
    return {
        "/design/": page("design/index.html", **sample()),
        "/404/": page("404.html", user=VISITOR, title="Page not found", next="/kb/x", menu=[]),
        "/403/": page(
            "error.html", title="Not allowed", sentences=["Only the contact point of Poland clears this."]
        ),
        "/500/": page("500.html", title="A problem", sentences=["Try again."], home="Home", style=STYLE),
        "/discussion/": _written(DISCUSSION),
        "/form/": _written(FORM),
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
            self.send_header("Content-Security-Policy", PLAIN_POLICY if path == "/500/" else POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A page of somebody without a past."""
    context = chromium.new_context(viewport={"width": 1000, "height": 800}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture
def opened(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Tabs of the site itself: `opened(person, width=360, script=True)`, each a browser of its own."""
    contexts = []
    # Browsers know passkeys of names only, not of numbers.
    url = f"http://localhost:{live_server.url.rpartition(':')[2]}"

    def tab(person: Expert | None = None, width: int = 360, script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            base_url=url,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person, backend=BACKEND)
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": url}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield tab
    for context in contexts:
        context.close()
