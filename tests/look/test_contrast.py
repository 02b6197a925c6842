"""Contrast of the tokens: text AA everywhere, the body text AAA, edges of controls 3 to 1."""

import re

import pytest

from tests.look.places import ROOT

GROUNDS = ("paper", "surface", "sunken")
TEXT = ("accent", "error", "overdue", "good", "ink-faint")
BODY = ("ink", "ink-soft")


def _themes() -> dict[str, dict[str, str]]:
    tokens = (ROOT / "static/css/tokens.css").read_text()
    light, dark = tokens.split("@media (prefers-color-scheme: dark)")[:2]
    colour = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
    plain = dict(colour.findall(light))
    return {"light": plain, "dark": plain | dict(colour.findall(dark.split(':root[data-theme="dark"]')[0]))}


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_can_be_read_on_every_ground(theme: str, ground: str) -> None:
    colours = _themes()[theme]
    low = {name: _contrast(colours[name], colours[ground]) for name in TEXT}
    assert {name: value for name, value in low.items() if value < 4.5} == {}
    high = {name: _contrast(colours[name], colours[ground]) for name in BODY}
    assert {name: value for name, value in high.items() if value < 7} == {}
    assert _contrast(colours["edge"], colours[ground]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("ink", "accent-soft"),
        ("ink", "error-soft"),
        ("ink", "overdue-soft"),
        ("overdue", "overdue-soft"),
        ("ink", "good-soft"),
        ("ink", "mark"),
        ("ink", "added"),
        ("ink", "taken"),
        ("error", "error-soft"),
    ],
)
def test_words_can_be_read_on_their_colour(theme: str, words: str, ground: str) -> None:
    colours = _themes()[theme]
    assert _contrast(colours[words], colours[ground]) >= 4.5
