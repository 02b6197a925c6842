"""What a first visit costs, and what the front end is made of."""

import gzip
import json
import re

import pytest

from tests.look.places import BUILT, ROOT

FIRST_VISIT = [
    "limes.css",
    "limes.js",
    "htmx.min.js",
    "icons.svg",
    "fonts/source-sans-3-latin-normal.woff2",
    "fonts/source-sans-3-latin-ext-normal.woff2",
]
LARGEST_PART_OF_A_PAGE = 5_000
ROOM_FOR_THE_PAGE = 40_000
BUDGET = 150_000


@pytest.fixture(autouse=True)
def _built() -> None:
    assert BUILT.exists(), "The front-end files are not built: npm ci && npm run build"


def _compressed(name: str) -> int:
    content = (BUILT / name).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content, 9))


def test_a_first_visit_stays_under_150_kilobytes_with_room_for_the_page_itself() -> None:
    assert sum(_compressed(name) for name in FIRST_VISIT) < BUDGET - ROOM_FOR_THE_PAGE


def test_what_a_page_loads_besides_is_small() -> None:
    parts = {path.name: _compressed(f"parts/{path.name}") for path in (BUILT / "parts").glob("*.js")}
    assert {name: size for name, size in parts.items() if size > LARGEST_PART_OF_A_PAGE} == {}


def test_the_built_stylesheet_stands_on_the_theme_and_fetches_nothing_from_elsewhere() -> None:
    sheet = (BUILT / "limes.css").read_text()
    assert "@layer bcl" in sheet
    assert ".col-md-" in sheet
    assert not re.search(r"url\(\s*[\"']?(https?:)?//", sheet)


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert all("version" in package for path, package in json.loads(lock)["packages"].items() if path)


def test_dark_by_system_and_dark_by_choice_are_the_same_colours() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text()
    blocks = re.findall(r"color-scheme: dark;(.*?)}", tokens, re.DOTALL)
    by_system, by_choice = (re.findall(r"(--[\w-]+): ([^;]+);", block) for block in blocks)
    assert by_system == by_choice
