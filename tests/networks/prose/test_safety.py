"""HTML and script in a text come out harmless, whatever is tried."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networks import prose
from tests.networks.prose.markup import Markup
from tests.networks.prose.vectors import ADDRESSES, TEXTS

FORMS = ["[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "{}", "[x]({} 'title')", "[![x]({0})]({0})"]


def test_there_are_enough_vectors_to_mean_something() -> None:
    assert len(ADDRESSES) + len(TEXTS) >= 100


@pytest.mark.parametrize("text", TEXTS)
def test_markup_in_a_text_comes_out_harmless(text: str) -> None:
    for form in ("{}", "- {}", "> {}", "para\n{}\nend"):
        assert Markup(prose.render(form.format(text))).faults == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("form", FORMS)
def test_an_address_that_leads_astray_is_never_linked(form: str, address: str) -> None:
    markup = Markup(prose.render(form.format(address)))
    assert markup.faults == []
    assert not [link for link in markup.all("a") if "evil" in link["href"].split("/")[0]]


PIECES = [
    "<script>",
    "](",
    "[",
    "![",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "    ",
    "|",
    "**",
    '"',
    "\\",
    "~~",
]
MORE_PIECES = [
    "onclick=",
    "javascript:",
    "<",
    ">",
    "&",
    "#",
    "[^1]",
    "[^1]: ",
    "!!! note\n",
    "@a",
    "[[7K3QF]]",
]
FRAGMENTS = st.sampled_from([*TEXTS, *ADDRESSES, *PIECES, *MORE_PIECES])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=14).map("".join))
def test_no_text_whatever_makes_script_handlers_or_script_addresses(text: str) -> None:
    assert Markup(prose.render(text)).faults == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_the_words_of_a_text_never_fail_and_hold_no_control_characters(text: str) -> None:
    words = prose.plain(text)
    assert not any(ord(letter) < 32 and letter != "\n" for letter in words)


def test_characters_that_turn_the_reading_direction_are_shown() -> None:
    for letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        text = f"open safe{letter}gpj.exe"
        shown = f"[U+{ord(letter):04X}]"
        assert letter not in prose.render(text)
        assert shown in prose.render(text)
        assert shown in prose.plain(text)


def test_a_text_does_not_smuggle_in_the_marks_of_the_parser() -> None:
    assert "\x02" not in prose.render("\x02wzxhzdk:0\x03 and `code`")


def test_links_that_leave_do_not_hand_over_the_page() -> None:
    [link] = Markup(prose.render("[x](https://example.org/)")).all("a")
    assert {"noopener", "nofollow"} <= set(link["rel"].split())


def test_images_are_shown_from_our_own_files_only() -> None:
    markup = Markup(prose.render("![plan](/files/7K3QF00000000000/plan.png) ![spy](https://e.eu/s.png)"))
    assert [image["src"] for image in markup.all("img")] == ["/files/7K3QF00000000000/plan.png"]
    assert [link["href"] for link in markup.all("a")] == ["https://e.eu/s.png"]
