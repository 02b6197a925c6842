"""No text that people send can make a regular expression of the product slow."""

import re
from collections.abc import Callable

import pytest

from tests.bounded.patterns import Found, all_patterns, attacks, calls_apart, compiled_in_functions
from tests.bounded.timing import complaint

SIZE = 16 * 1024
# Quadratic work takes tens of milliseconds at this size.
IGNORED = 0.004
LIMIT = 0.4


def _work(one: Found, parts: tuple[str, str, str]) -> Callable[[int], Callable[[], object]]:
    before, pump, end = parts
    is_bytes = isinstance(one.pattern.pattern, bytes)

    def of_size(size: int) -> Callable[[], object]:
        text = before + pump * (size // len(pump)) + end
        subject = text.encode("latin-1", "replace") if is_bytes else text
        if one.anchored:
            return lambda: (one.pattern.match(subject), one.pattern.fullmatch(subject))
        return lambda: sum(1 for _ in one.pattern.finditer(subject))

    return of_size


def slow_input(one: Found) -> str:
    """The first input on which the pattern is not linear, and why."""
    for parts in attacks(one.pattern):
        why = complaint(_work(one, parts), SIZE, ignored=IGNORED, limit=LIMIT)
        if why:
            return f"{parts!r}: {why}"
    return ""


PATTERNS = all_patterns()


@pytest.mark.parametrize("one", PATTERNS, ids=lambda one: one.places[0])
def test_twice_the_input_takes_a_pattern_about_twice_the_time(one) -> None:
    assert not slow_input(one), f"{one.places} {one.pattern.pattern!r}"


def test_every_pattern_stands_where_the_tests_find_it() -> None:
    assert len(PATTERNS) > 20
    assert not calls_apart()
    assert not compiled_in_functions()


EXPLODING = [
    rb"\A\s*(?:<\?xml\b[^>]*>|<!--.*?-->|\s)*<(?:html|svg)\b",
    rb"<Relationship\b[^>]*attachedTemplate[^>]*>",
    r"(a+)+b",
    r"\s*bytes",
    r"<a(.*?)/(.*?)x",
]


@pytest.mark.parametrize("pattern", EXPLODING)
def test_the_test_finds_patterns_that_are_known_to_explode(pattern) -> None:
    assert slow_input(Found(re.compile(pattern, re.DOTALL), anchored=False))
