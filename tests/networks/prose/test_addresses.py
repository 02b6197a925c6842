"""Addresses in a text are linked whole or not at all, and those that are refused are shown as they were typed."""

from collections.abc import Iterator

import pytest

from networks import prose
from tests.networks.prose.markup import Markup

FRAMES = (
    "{}",
    "See {}.",
    "({})",
    "See {}, please",
    "- {}\n- x",
    "> {}",
    "| a |\n|---|\n| {} |",
    "“{}”",
    "**{}**",
    "'{}'",
    "{}:",
)


def links(text: str) -> list[str]:
    return [link["href"] for link in Markup(prose.render(text)).all("a")]


def framed(address: str) -> Iterator[str]:
    return (frame.format(address) for frame in FRAMES)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.eu/l'entrepot",
        "https://example.eu/o'neill's/page",
        "https://example.eu/?q='a'b",
        "https://en.wikipedia.org/wiki/A_(b)",
        "https://en.wikipedia.org/wiki/A_(b_(c))_d",
        "https://e.eu/(a)/(b)",
        "https://e.eu/?filter[name]=x&page[]=2",
        "https://e.eu/a[1]",
        "https://e.eu/a[b(c)]",
        "http://[2001:db8::1]:8000/x",
        "https://zoll-österreich.example:8443/ä?q=ü#ß",
        "https://пример.example/путь",
        "https://e.eu:8080/a",
        "https://e.eu/a?b=1&copy=2&reg=3&lt=4#c=(d)",
        "https://e.eu/a;b,c.d!e~f",
    ],
)
def test_an_address_is_linked_whole_wherever_it_stands(address: str) -> None:
    for text in framed(address):
        assert links(text) == [address], text
    assert links(f"[words]({address})") == [address]
    assert links(f"[words]({address} 'title')") == [address]
    assert links(f"[words](<{address}>)") == [address]
    assert links(f"<{address}>") == [address]
    assert links(f"`{address}`") == links(f"```\n{address}\n```") == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://e.eu/a…", "https://e.eu/a"),
        ("„https://e.eu/a“", "https://e.eu/a"),
        ("«https://e.eu/a»", "https://e.eu/a"),
        ("https://e.eu/a\u200b", "https://e.eu/a"),
        ("[https://e.eu/a]", "https://e.eu/a"),
        ("[https://e.eu/a][1]", "https://e.eu/a"),
        ("(see [https://e.eu/a_(b)])", "https://e.eu/a_(b)"),
        ("https://e.eu/a`code`", "https://e.eu/a"),
        ("https://e.eu/a\\_b", "https://e.eu/a_b"),
        ("https://e.eu/?a=1&amp;b=2", "https://e.eu/?a=1&b=2"),
        ("[see [1]](https://e.eu/a)", "https://e.eu/a"),
        ("[a](https://e.eu/b)c)", "https://e.eu/b"),
    ],
)
def test_what_stands_around_an_address_is_not_part_of_it(text: str, address: str) -> None:
    assert links(text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "https://e.eu/a]b",
        "https://" + "a" * 3000,
        "https://",
        "a@b.eu@c",
        "a@" + "b." * 20 + "eu",
        "https://e.eu:port/",
    ],
)
def test_what_is_no_whole_address_is_not_linked_in_part(text: str) -> None:
    assert links(text) == []
    assert prose.plain(text) == text


@pytest.mark.parametrize(
    "address",
    [
        "o'neill@example.eu",
        "d'arcy.o'neill@example.eu",
        "first.last+tag@post.example.eu",
        "anna@zoll-österreich.example",
    ],
)
def test_a_mail_address_is_linked_whole(address: str) -> None:
    for text in (*framed(address), f"<{address}>", f"[write]({'mailto:' + address})"):
        assert links(text) == [f"mailto:{address}"], text


def test_a_bent_apostrophe_of_a_mail_address_is_made_straight_in_the_link_only() -> None:
    html = prose.render("Write to O’Neill@example.eu’s desk.")
    assert 'href="mailto:O\'Neill@example.eu"' in html
    assert ">O’Neill@example.eu</a>’s desk." in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "relative/page",
        "https://europa.eu@evil.example/",
        "ftp://e.eu/",
    ],
)
def test_an_address_that_is_refused_is_shown(address: str) -> None:
    assert prose.plain(f"[words]({address}) after") == f"words ({address}) after"
    assert prose.plain(f"[**words**]({address} 'title')") == f"words ({address}) (title)"
    assert prose.plain(f"![picture]({address})") == f"picture ({address})"
    assert prose.plain(f"![]({address})") == address
    assert prose.plain(f"[{address}]({address})") == address
    assert prose.plain(f"<{address}>") == f"<{address}>" or "@" in address
    assert links(f"[words]({address})") == []


def test_dashes_below_a_line_make_no_heading() -> None:
    for dashes in ("-- ", "--", "-", "----- ", "- -"):
        html = prose.render(f"Kind regards\n{dashes}\nAnna")
        assert "<h" not in html.replace("<hr>", ""), dashes
        assert "Anna" in html
    assert prose.plain("Kind regards\n-- \nAnna") == "Kind regards\n--\nAnna"
    assert "<h" not in prose.render("> Kind regards\n> -- \n> Anna\n\n- Regards\n  --\n  Anna")


def test_three_equals_signs_below_a_line_make_a_heading_and_fewer_none() -> None:
    assert "<h3" in prose.render("Plan\n===\nText")
    assert "<h3" in prose.render("Plan\n==========")
    assert "<h" not in prose.render("1 + 1\n==\n2\n\na\n=\nb")
