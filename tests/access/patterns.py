"""Every address of the site, as the resolver knows it."""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver


def patterns_of(
    patterns: Sequence[URLPattern | URLResolver], space: tuple[str, ...] = (), route: str = ""
) -> dict[str, str]:
    """Every named pattern as `reverse` knows it, with its route."""
    found: dict[str, str] = {}
    for each in patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            found |= patterns_of(
                each.url_patterns, (*space, each.namespace) if each.namespace else space, here
            )
        else:
            found[":".join([*space, each.name or here])] = here
    return found
