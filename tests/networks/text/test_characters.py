"""What people type, as it is kept."""

import time

import pytest

from networks.text.characters import shows_nothing, tidy, typed, typed_line

NOTHING = [
    "",
    " \u00a0\t\n",
    "\u200b\u200d",
    "\u3164",
    "\u2800",
    "\u115f\u1160",
    "\uffa0",
    "\u00ad\u2060",
    "\ufe0f",
    "\U000e0041",
]


@pytest.mark.parametrize(
    "sign", ["\x00", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\ufffe", "\ufdd0", "\U0001ffff", "\ufeff"]
)
def test_what_breaks_a_document_is_taken_out(sign: str) -> None:
    assert tidy(f"Risk{sign}profiles") == "Riskprofiles"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_there_is_one_kind_of_line_end(end: str) -> None:
    assert tidy(f"One{end}two") == "One\ntwo"
    assert typed_line(f"One{end}two") == "One two"


def test_letters_are_composed_and_direction_changers_are_shown() -> None:
    assert tidy("Z\u0307o\u0301łw") == "Żółw"
    assert tidy("gpj\u202e.exe") == "gpj[U+202E].exe"


@pytest.mark.parametrize("text", NOTHING)
def test_what_shows_nothing_is_empty(text: str) -> None:
    assert shows_nothing(text)
    assert typed(text) == ""


@pytest.mark.parametrize("text", ["a", "…", "\u200bа", "한글", "क्‍ष", "👩‍🚀", "-"])
def test_what_shows_something_is_kept(text: str) -> None:
    assert not shows_nothing(text)
    assert typed(text) == text


def test_many_marks_on_one_letter_take_no_longer_than_as_many_letters() -> None:
    started = time.process_time()
    for text in ("a" + "\u0301\u0316" * 100_000, "—" * 200_000, "\u200b " * 100_000):
        assert len(tidy(text)) <= len(text)
        typed(text)
    assert time.process_time() - started < 3
