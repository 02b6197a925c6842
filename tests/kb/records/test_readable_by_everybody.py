"""Where there is an English title, lists show it first, with the original beneath, each in its language."""

import re
from typing import Any

import pytest

from kb.records.enums import LinkKind
from kb.records.models import RecordLink
from networks.access.enums import Label
from networks.text.templatetags.titles import readable_title
from networks.text.titles import Title
from tests.factories import LanguageFactory
from tests.kb.world import World

pytestmark = pytest.mark.storage

POLISH, ENGLISH = "Pas dla pustych ciężarówek", "A lane for empty lorries"
BOTH = re.compile(
    rf'<span lang="en"[^>]*>{ENGLISH}</span>.*?<span class="title-original" lang="pl"[^>]*>{POLISH}</span>',
    re.S,
)


def in_polish(world: World, **changed: Any) -> Any:
    LanguageFactory(code="pl", name="Polish")
    told = {
        "title": POLISH,
        "title_en": ENGLISH,
        "summary": "Osobny pas skraca kolejkę.",
        "summary_en": "A lane of their own shortens the queue.",
        "language": "pl",
    }
    return told | changed


def test_lists_workspace_network_home_and_links_show_english_first(world: World) -> None:
    practice = world.publish(**in_polish(world))
    other = world.publish(title="Another")
    RecordLink.objects.create(
        source=other.as_record(), target=practice.as_record(), kind=LinkKind.DERIVED_FROM
    )
    pages = {
        "list": ("member", "/kb/practices/"),
        "workspace": ("author", "/workspace/"),
        "network": ("member", f"/networks/{world.network.slug}/"),
        "record": ("member", other.get_absolute_url()),
        "links": ("author", f"{other.get_absolute_url()}links/"),
    }
    for place, (name, address) in pages.items():
        answer = world.browser(name).get(address)
        assert answer.status_code == 200, place
        assert BOTH.search(answer.content.decode()), place
    assert (
        "A lane of their own shortens the queue."
        in world.browser("member").get("/kb/practices/").content.decode()
    )


def test_a_draft_and_a_task_do_so_too(world: World) -> None:
    world.share(save="draft", **in_polish(world))
    assert BOTH.search(world.browser("author").get("/workspace/").content.decode())
    world.share(**in_polish(world, body="Another text."))
    assert BOTH.search(world.browser("ncp").get("/workspace/").content.decode())


def test_what_has_no_english_title_stands_as_it_was_written(world: World) -> None:
    practice = world.share(**in_polish(world, title_en="", summary_en=""))
    page = world.browser("ncp").get("/workspace/").content.decode()
    assert f'<span lang="pl" dir="auto">{POLISH}</span>' in page and "title-original" not in page
    assert practice.title == POLISH


def test_a_text_in_english_is_not_shown_twice(world: World) -> None:
    world.publish(
        title="Written in English", title_en="Left over from before", summary_label=Label.GREEN.value
    )
    page = world.browser("member").get("/kb/practices/").content.decode()
    assert "Written in English" in page and "Left over from before" not in page


@pytest.mark.parametrize("words", ["<b>x</b>", 'a" onmouseover="b', "&amp;"])
def test_what_was_typed_is_escaped(words: str) -> None:
    shown = readable_title(Title(words, "pl", f"In English {words}"))
    assert ("<b>" not in shown and 'onmouseover="' not in shown and "&amp;amp;" in shown) or "&" not in words
