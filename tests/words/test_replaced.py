"""What people read keeps to the words of the glossary."""

import tomllib

import pytest

from tests.architecture.source import ROOT, files, written
from tests.words import msgids
from tests.words.replaced import replaced_words
from tests.words.test_source import templates


def told(found: list[tuple[str, str]]) -> str:
    return "\n".join(f"{path}: {text!r} → {replaced_words(text)}" for path, text in found)


def test_no_template_uses_a_replaced_word() -> None:
    texts = list(msgids.of_templates(templates()))
    assert len(texts) > 500
    found = [(path, text) for path, text in texts if replaced_words(text)]
    assert not found, told(found)


def test_no_message_in_code_uses_a_replaced_word() -> None:
    texts = list(msgids.of_code(written()))
    assert len(texts) > 500
    found = [(path, text) for path, text in texts if replaced_words(text)]
    assert not found, told(found)


def test_no_page_a_platform_begins_with_uses_a_replaced_word() -> None:
    texts = [
        (str(path.relative_to(ROOT)), line)
        for path in files(".toml")
        if path.is_relative_to(ROOT / "fixtures" / "founding")
        for line in path.read_text().splitlines()
    ]
    assert texts
    found = [(path, text) for path, text in texts if replaced_words(text)]
    assert not found, told(found)


def test_titles_of_the_demo_world_are_no_longer_than_a_line() -> None:
    demo = [path for path in files(".toml") if path.is_relative_to(ROOT / "fixtures" / "demo")]
    titles = [(path.name, tomllib.loads(path.read_text()).get("title", "")) for path in demo]
    assert any(title for _, title in titles)
    assert not [(name, title) for name, title in titles if len(title) > 80]


@pytest.mark.parametrize(
    "text", ["Leave", "Nothing waits for you.", "This link works no longer", "Find in Trainers", "Take off"]
)
def test_a_replaced_word_is_found(text: str) -> None:
    assert replaced_words(text)


@pytest.mark.parametrize(
    "text", ["Leave this network", "No open tasks", "Search trainers", "Find a trainer", "Changes requested"]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert not replaced_words(text)
