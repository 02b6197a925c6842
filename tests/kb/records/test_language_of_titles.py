"""The language of a title is marked wherever the title is shown."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.template import Context, Template

from networks.access.enums import Label
from networks.events import relay
from networks.text.titles import Title, title_of
from tests.factories import LanguageFactory
from tests.kb.world import World

pytestmark = pytest.mark.django_db
TITLE = "Kolejka pustych ciężarówek"
MARKED = re.compile(rf'<span(?: class="title-original")? lang="pl" dir="auto">{TITLE}</span>')


def shown(world: World, name: str | None, address: str) -> Any:
    answer = world.browser(name).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("<mark>", "").replace("</mark>", "")


def test_a_polish_title_is_polish_on_every_page_that_shows_it(world: World) -> None:
    polish = {
        "title": TITLE,
        "language": LanguageFactory(code="pl", name="Polish").code,
        "title_en": "Queue of empty lorries",
        "summary_en": "A lane for empty lorries.",
    }
    practice = world.publish(label=Label.GREEN.value, summary_label=Label.CLEAR.value, **polish)
    waiting = world.share(key=str(uuid4()), body="Another text.", **polish)
    relay.drain()
    address = practice.get_absolute_url()
    for name, where in (
        ("finn", "/kb/practices/"),
        ("finn", "/search/?q=kolejka"),
        ("finn", address),
        (None, address),
        ("author", f"{address}history/"),
        ("author", f"{address}withdraw/"),
        ("author", f"{address}marking/"),
        ("author", f"{address}links/"),
        ("finn", f"/networks/{world.network.slug}/"),
        ("author", "/workspace/"),
        ("ncp", "/workspace/"),
        ("ncp", f"{waiting.get_absolute_url()}review/"),
    ):
        assert MARKED.search(shown(world, name, where)), (name, where)
    for where in ("/search/suggest/?q=kolejka", "/kb/practices/similar/?title=Kolejka+pustych"):
        items = {item["url"]: item for item in world.browser("finn").get(where).json()["items"]}
        assert (items[address]["title"], items[address]["language"]) == ("Queue of empty lorries", "en"), (
            where
        )


def test_a_title_is_a_string_everywhere_else_and_is_escaped() -> None:
    made = Title("<b>אב</b>", "he")
    assert made == "<b>אב</b>" and title_of(made) is made
    page = Template("{% load titles %}{% title made %}{% title 'x' 'pl' %}{% title plain %}")
    assert page.render(Context({"made": made, "plain": "y"})) == (
        '<span lang="he" dir="auto">&lt;b&gt;אב&lt;/b&gt;</span>'
        '<span lang="pl" dir="auto">x</span><span dir="auto">y</span>'
    )
