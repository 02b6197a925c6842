"""Every door below /cms/, as the resolver knows it, with something in the place of each argument."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
VALUES = {"int": "7", "str": "7K3QF", "slug": "pages", None: "7"}
# Wagtail's choosers take any word and look it up as a number.
NUMBERED = "cms/images/chooser/"
REGULAR = {
    r"(?P<pk>\d+)": "7",
    r"(?P<pk>[0-9A-Za-z]+)": "7K3QF",
    r"(?P<revision_id_a>live|earliest|\d+)": "earliest",
    r"(?P<revision_id_b>live|latest|\d+)": "live",
}


def doors() -> Iterator[tuple[str, str]]:
    """Name and an address of each; the catch-all at the end as `nowhere`."""
    yield from _walk(get_resolver(), (), "")


def _walk(resolver: URLResolver, names: tuple[str, ...], before: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern, inner, route)
        elif isinstance(pattern, URLPattern) and route.startswith("cms/"):
            yield ":".join((*names, pattern.name or "nowhere")), address_of(route)


def address_of(route: str) -> str:
    """An address that this route matches."""
    for expression, value in REGULAR.items():
        route = route.replace(expression, value)
    kind_of = (lambda _kind: "int") if route.startswith(NUMBERED) else (lambda kind: kind)
    filled = PLACE.sub(lambda match: VALUES[kind_of(match.group(1))], route)
    return "/" + filled.replace("^.*/$", "nowhere/").replace(r"\.", ".").replace("^", "").replace("$", "")
