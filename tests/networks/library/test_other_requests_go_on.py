"""While a file is looked into, other requests are answered: under ASGI one process serves them all."""

import asyncio
import io
import time
from inspect import iscoroutinefunction

from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, get_resolver, path

from networks.library.enums import FileRefused
from networks.library.inspection import inspect
from networks.library.metadata import write_without_metadata
from tests.networks.library import samples

SLOW_FILES = {"pdf": samples.pdf_bomb(12, 15), "png": samples.saved(samples.picture((5000, 4000)), "PNG")}


def take(_request: HttpRequest, kind: str) -> HttpResponse:
    source = io.BytesIO(SLOW_FILES[kind])
    try:
        write_without_metadata(source, inspect(source, f"slow.{kind}"), io.BytesIO())
    except FileRefused as refused:
        return HttpResponse(refused.refusal)
    return HttpResponse("taken")


def quick(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("quick")


urlpatterns = [path("take/<str:kind>", take), path("quick", quick)]


async def _answer(handler: ASGIHandler, address: str) -> float:
    """Seconds until the answer."""
    start = time.perf_counter()
    scope = {"type": "http", "method": "GET", "path": address, "query_string": b"", "headers": []}
    request = ApplicationCommunicator(handler, {**scope, "server": ("testserver", 80)})
    await request.send_input({"type": "http.request"})
    started = await request.receive_output(120)
    assert started["status"] == 200
    while (await request.receive_output(120)).get("more_body"):
        pass
    return time.perf_counter() - start


async def _longest_wait(kind: str) -> tuple[float, float]:
    """Seconds that one look took, and the longest that a quick request waited meanwhile."""
    handler = ASGIHandler()
    slow = asyncio.create_task(_answer(handler, f"/take/{kind}"))
    waits = []
    while not slow.done():
        waits.append(await _answer(handler, "/quick"))
        await asyncio.sleep(0.01)
    return await slow, max(waits)


def test_other_requests_are_answered_while_a_file_is_looked_into(settings) -> None:
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    for kind in SLOW_FILES:
        # On a busy machine the look and the wait are both longer.
        took, waited = min((asyncio.run(_longest_wait(kind)) for _ in range(2)), key=lambda pair: pair[1])
        assert waited < max(took / 2, 0.1), f"{kind}: {waited:.2f} of {took:.2f} s"


def _views(patterns: list) -> list:
    return [
        view
        for each in patterns
        for view in ([each.callback] if isinstance(each, URLPattern) else _views(each.url_patterns))
    ]


def test_every_view_runs_in_a_thread_of_its_own() -> None:
    """Django runs plain views in threads, and coroutines in the loop that answers everybody."""
    views = _views(get_resolver("config.urls").url_patterns)
    assert len(views) > 100
    in_the_loop = {
        view for view in views if iscoroutinefunction(view) or getattr(view, "view_is_async", False)
    }
    assert not in_the_loop


def test_a_pdf_that_takes_too_long_is_refused_in_time() -> None:
    start = time.perf_counter()
    assert take(HttpRequest(), "pdf").content in (b"taken", b"too_slow", b"unpacks_too_large")
    assert time.perf_counter() - start < 60
