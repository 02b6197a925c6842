"""Every form of the site, sent after its session ended: nothing happens, and the text stands in its form again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import Resolver404, resolve

from networks.events.models import Event
from networks.people.interrupted_forms import FIELD
from tests.access.answers import browser_of
from tests.access.small_stage import SmallStage
from tests.conftest import BACKEND
from tests.figures import tell

pytestmark = pytest.mark.django_db
# Between them they are shown every form.
WRITERS = ("administrator", "lead", "owner", "own_ncp")
# Signing out needs no session; searching is no form that changes anything.
NOT_KEPT = {"account_logout", "account_login"}
# Pages of one kind differ by the state of what they show.
MOST_VISITS = 3
TYPES = {"text", "search", "url", "tel", ""}


@dataclass
class Door:
    """A form, the page it stands on and who writes in it."""

    role: str
    page: str
    action: str
    form: Tag

    @property
    def name(self) -> str:
        return f"{self.role}: form to {self.action} on {self.page}"


def doors_of(small: SmallStage, role: str, known: set[tuple[str, str]]) -> Iterator[Door]:
    """One of each kind: further records and people have the same forms."""
    browser = browser_of(small.stage.people[role])
    visits: Counter[str] = Counter()
    for address in dict.fromkeys(
        small.addresses("", "edit/", "review/", "withdraw/", "marking/", "links/", "release/")
    ):
        page_view = view_of(urlsplit(address).path)
        visits[page_view] += 1
        if visits[page_view] > MOST_VISITS or address.startswith("/cms/"):
            continue
        response = browser.get(address)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        for form in BeautifulSoup(response.content, "html.parser").select("form[method=post]"):
            action = urlsplit(form.get("action") or address).path
            kind = (page_view, view_of(action))
            if form.find_parent("template") is None and kind[1] not in ("", *NOT_KEPT) and kind not in known:
                known.add(kind)
                yield Door(role, address, action, form)


def view_of(action: str) -> str:
    try:
        return resolve(action).view_name
    except Resolver404:
        return ""


def filled(form: Tag, words: str) -> tuple[dict[str, Any], list[str]]:
    """What is sent, and which texts somebody typed."""
    sent: dict[str, Any] = {}
    typed = []
    for each in form.select("input[name], textarea[name]"):
        name = each["name"]
        if each.find_parent("template") is not None:
            continue
        if each.name == "textarea" or each.get("type", "") in TYPES:
            sent[name] = f"{words} {name}"
            typed.append(sent[name])
        elif each.get("type") == "hidden":
            sent.setdefault(name, []).append(each.get("value", ""))
    return sent, typed


def values_in(html: str) -> set[str]:
    page = BeautifulSoup(html, "html.parser")
    return {each.get("value", "") for each in page.select("input")} | {
        each.text.strip() for each in page.select("textarea")
    }


def lost(small: SmallStage, door: Door, number: int) -> list[str]:
    """What goes wrong at this door, in a sentence each."""
    browser = Client()
    sent, typed = filled(door.form, f"Words {number} of")
    if FIELD not in sent:
        return [f"{door.name} does not say who is writing"]
    before = Event.objects.count()
    answer = browser.post(door.action, sent, headers={"Referer": f"http://testserver{door.page}"})
    if answer.status_code != 302 or not answer.url.startswith("/accounts/login/?next="):
        return [f"{door.name} answers {answer.status_code} without a session"]
    if Event.objects.count() != before:
        return [f"{door.name} did something without a session"]
    browser.force_login(small.stage.people[door.role], backend=BACKEND)
    found = values_in(browser.get(door.page, follow=True).content.decode())
    return [f"{door.name} lost {words!r}" for words in typed if words not in found]


def test_what_was_typed_into_any_form_is_there_after_signing_in_again(small: SmallStage) -> None:
    known: set[tuple[str, str]] = set()
    doors = [door for role in WRITERS for door in doors_of(small, role, known)]
    found = [each for number, door in enumerate(doors) for each in lost(small, door, number)]
    tell("forms sent after their session ended", len(doors), None, len(doors))
    assert found == []
    assert len(doors) > 30, sorted(known)
