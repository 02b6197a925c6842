"""Hostile texts cost no more than long ones: each of the greatest size is read within a second."""

import time

import pytest

from networks import prose

SIZE = prose.MAX_TEXT_BYTES - 1000
REPEATED = [
    *(
        "[",
        "![",
        "[[",
        "[^",
        "[a](",
        "[a](<",
        '[a](b "',
        "[](",
        "](",
        "`",
        "``a```",
        "`a``b```c",
        "*",
        "*a **b ",
    ),
    *(
        "***a",
        "_a __b ",
        "~~a ",
        "~",
        "&",
        "<",
        "<a ",
        "<!--",
        "http://",
        "a@a.",
        "@a-",
        "\\`",
        "[\\]",
        "a_b_c",
    ),
    *(
        "> ",
        ">",
        "> - ",
        "- ",
        "1. ",
        "- 1. > ",
        "- a\n  - b\n    - c\n",
        "# a\n",
        "#",
        "# #a",
        "```\n",
        "> ```\n",
    ),
    *(
        "| a ",
        "|a|\n|-|\n|b|\n",
        "a\n\n",
        "\n",
        " ",
        "\t",
        "!!! note\n",
        "!!! note\n    a\n",
        "    !!! note\n",
    ),
    *("[^1]: a\n", "[^1]", "[^1]: [^1]\n", "a\n===\n", "- [ ] a\n", "---\n", "[a](((((", "- a\n\n  b\n\n"),
    *(
        "https://e.eu/(",
        "https://e.eu/[",
        "(https://e.eu/a[",
        "https://e.eu/a]b ",
        "https://e.eu/\\_",
        "[a](b[a](c",
    ),
    *("[a](b(c(d(", "[[a]", "[a[b]", "o'", "o'a@b.", "a'b@c.d.e.f@", "a\n--\n", "a\n==\n", "'https://a.eu/'"),
    *("**[*a*](b)** ", "https://a.eu/)))", "\u202e", "`|", ">>> - 1. !!! note\n"),
]
BUILT = {
    "a list as deep as it is long": "".join("  " * level + "- a\n" for level in range(440)),
    "quotes as deep as they are long": "".join(">" * level + " a\n" for level in range(1, 600)),
    "fences that never close": "".join("`" * (3 + level % 400) + "\n" for level in range(900)),
    "footnotes without end": "".join(f"[^{n}] " for n in range(9000))
    + "".join(f"\n[^{n}]: x" for n in range(3900)),
    "one footnote called everywhere": "[^1]: x\n\n" + "[^1]" * 45_000,
    "a table of many rows": "|a|b|\n|-|-|\n" + "|*a*|`b`|\n" * 3_900,
    "everything at once": "*_~~`[!" * 28_000,
    "a box in a box": "!!! note\n" + "    - > - a\n" * 3_900,
}


def _seconds(text: str) -> float:
    """Processor time of the quickest of three: what else the machine does makes a reading longer, never shorter."""
    return min(_once(text) for _each in range(3))


def _once(text: str) -> float:
    start = time.process_time()
    prose.render(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", REPEATED)
def test_a_repeated_piece_is_read_within_a_second(piece: str) -> None:
    assert _seconds(piece * (SIZE // len(piece.encode()))) < 1


@pytest.mark.parametrize("name", list(BUILT))
def test_a_built_up_text_is_read_within_a_second(name: str) -> None:
    assert _seconds(BUILT[name][:SIZE]) < 1


def test_a_text_over_the_bounds_is_shown_as_typed_and_harmless() -> None:
    assert prose.render("<b>*x*</b>\n" * 40_000).startswith("<p>&lt;b&gt;*x*&lt;/b&gt;")


def test_an_honest_text_of_the_greatest_size_keeps_its_form_to_the_end() -> None:
    paragraph = (
        "Officers at **Terespol** use a [monitor](https://example.org/x) with `code` and *care*.\n" * 5
    )
    text = (paragraph + "\n- one\n- two\n\n") * (SIZE // (len(paragraph) + 20))
    assert prose.render(text).count("<strong>Terespol</strong>") == text.count("**Terespol**")


def test_deep_nesting_ends_at_a_bound_and_loses_no_word() -> None:
    deep = prose.render("> " * 50 + "bottom")
    assert deep.count("<blockquote>") < 12
    assert "bottom" in deep
