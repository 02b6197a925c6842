"""No text or file that people send can make its reading slow: twice the input takes about twice the time."""

from functools import partial

import pytest

from tests.bounded.hostile import PDFS, Maker, makers_for
from tests.bounded.parsers import Parser, clean_pdf, parsers, run, unknown_names, without_a_call
from tests.bounded.timing import complaint

SIZE = 8 * 1024
# Below this nobody waits, whatever the growth.
IGNORED = 0.05
LIMIT = 1.0
PARSERS = parsers()


def slow_input(parser: Parser, makers: list[Maker]) -> str:
    """The first input on which the parser is not linear, and why."""
    for make in makers:
        why = complaint(
            lambda size, make=make: partial(run, parser, make(size)), SIZE, ignored=IGNORED, limit=LIMIT
        )
        if why:
            return f"{make(60)[:60]!r}: {why}"
    return ""


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_twice_the_input_takes_a_parser_about_twice_the_time(parser) -> None:
    assert not slow_input(parser, makers_for(parser.name))


def test_reading_a_pdf_takes_about_twice_the_time_for_twice_the_input(tmp_path) -> None:
    assert not slow_input(Parser("pdf", lambda sent: clean_pdf(sent, tmp_path)), PDFS)


def test_every_function_that_reads_is_tried_or_named() -> None:
    assert len(PARSERS) > 40
    assert not without_a_call()
    assert not unknown_names()


def test_the_test_finds_a_parser_that_is_not_linear() -> None:
    quadratic = Parser("quadratic", lambda sent: [sorted(sent[at:]) for at in range(0, len(sent), 2)])
    assert slow_input(quadratic, makers_for("any")[:1])
