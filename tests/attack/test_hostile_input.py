"""Hostile input at every door: nothing breaks, nothing comes back as markup, nothing leads away, nothing is told."""

import random
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from tests.access.answers import browser_of, leaks_in, told
from tests.access.pairs import routes
from tests.access.small_stage import SmallStage
from tests.attack.forms import Form, forms_in
from tests.attack.looking import faults
from tests.attack.payloads import ALL, SHORT
from tests.figures import tell

pytestmark = pytest.mark.django_db
ROLES = ("visitor", "stranger", "owner", "own_ncp", "lead", "steward", "administrator", "other_guest")
ARGUMENT = re.compile(r"<([^>]*)>")
LISTS = (
    "/search/?{}", "/search/suggest/?{}", "/kb/practices/?{}", "/kb/practices/export.csv?{}", "/kb/practices/feed.xml?{}",
    "/kb/practices/similar/?{}", "/api/v1/practices/?{}", "/people/?{}", "/workspace/notices/?{}", "/news/?{}",
    "/accounts/login/?{}", "/networks/administration/?{}", "/networks/administration/invite/?{}", "/audit/?{}",
    "/kb/practices/readers/?{}", "/networks/matrix/discussions/?{}",
)  # fmt: skip
WORDS = (
    "q",
    "page",
    "country",
    "label",
    "kind",
    "network",
    "year",
    "next",
    "title",
    "limit",
    "offset",
    "sort",
    "person",
    "since",
)
PAGES = (
    "/", "/kb/", "/kb/practices/", "/kb/practices/new/", "/kb/trainers/new/", "/workspace/", "/workspace/notices/", "/people/",
    "/accounts/profile/", "/accounts/sessions/", "/accounts/tokens/", "/accounts/password/change/", "/accounts/login/",
    "/accounts/password/reset/", "/accounts/second-factor/", "/networks/", "/networks/matrix/", "/networks/matrix/edit/",
    "/networks/matrix/discussions/new/", "/networks/matrix/members/", "/networks/matrix/members/invite/",
    "/networks/administration/", "/networks/administration/invite/", "/networks/administration/open/",
    "/networks/administration/break-glass/", "/search/",
)  # fmt: skip
# Submitting it ends the session and with it the visit.
THE_WAY_OUT = "/accounts/logout/"


class Attack:
    """One person's tries, and what came of them. Nothing they change stays."""

    def __init__(self, small: SmallStage, role: str) -> None:
        self.small, self.role = small, role
        self.browser: Client = browser_of(small.stage.people[role])
        self.browser.raise_request_exception = False
        self.found: list[str] = []
        self.tries = 0

    def ask(self, method: str, address: str, data: Any = None) -> Any:
        """One request in a transaction that is taken back."""
        with transaction.atomic():
            response = getattr(self.browser, method)(address, data)
            self.tries += 1
            self.found += [f"{method} {address[:200]}: {each}" for each in faults(self.small.stage, response)]
            leaks = (
                leaks_in(self.small.stage, self.role, address, told(response))
                if not response.streaming
                else []
            )
            self.found += [str(each) for each in leaks]
            transaction.set_rollback(True)
        return response

    def judge(self, figure: str) -> None:
        """Prints the figure and fails for any fault."""
        tell(f"attack.{figure}.{self.role}", len(self.found), 0, self.tries)
        assert self.tries
        assert self.found == [], "\n".join(self.found[:20])


@pytest.fixture(params=ROLES)
def attack(small: SmallStage, request: pytest.FixtureRequest) -> Attack:
    return Attack(small, request.param)


def filled(route: str, payload: str) -> str:
    """The route with the payload in place of every argument."""
    plain = re.sub(r"^\^|\$$|\(\?P?[:<].*", "", route)
    return "/" + ARGUMENT.sub(lambda _found: quote(payload, safe=""), plain)


def some(payloads: Iterable[str], seed: str, number: int) -> list[str]:
    """So many of them, the same for the same seed: all of them together over all doors."""
    return random.Random(seed).sample([*payloads], number)


def test_addresses_hold(attack: Attack) -> None:
    for route in routes():
        for payload in some(SHORT, route + attack.role, 8):
            for method in ("get", "post"):
                attack.ask(method, filled(route, payload))
    attack.judge("addresses")


def test_questions_of_lists_hold(attack: Attack) -> None:
    for address in LISTS:
        for word in WORDS:
            for payload in some(SHORT, address + word + attack.role, 3):
                attack.ask("get", address.format(f"{word}={quote(payload, safe='')}"))
    attack.judge("questions")


def test_forms_hold(attack: Attack) -> None:
    for page in (*PAGES, *known_to(attack)):
        for number, form in enumerate(_forms(attack, page)):
            for payload in some(ALL, f"{page}{number}{attack.role}", 6):
                for sent in (form.with_each(payload), form.forged(payload)):
                    attack.ask("post" if form.method.lower() == "post" else "get", form.action, sent)
    attack.judge("forms")


def known_to(attack: Attack) -> list[str]:
    """Pages of the things on the stage, a few below each."""
    below = ("", "edit/", "review/", "marking/", "links/", "questions/", "release/", "withdraw/")
    names = ("OutClear", "OutAmber", "DraftAmber", "SentAmber", "WiderAmberGreen")
    return [f"{attack.small.record(name).get_absolute_url()}{each}" for name in names for each in below]


def _forms(attack: Attack, page: str) -> list[Form]:
    response = attack.ask("get", page)
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return []
    return [each for each in forms_in(response.content.decode(), page) if each.action != THE_WAY_OUT]


def test_what_is_sent_as_another_kind_of_body_holds(attack: Attack) -> None:
    practice = attack.small.record("OutClear").get_absolute_url()
    doors = (
        "/kb/preview/",
        "/kb/practices/new/",
        f"{practice}edit/autosave/",
        f"{practice}edit/files/",
        "/accounts/login/",
    )
    bodies = (
        ("application/json", b'{"a": [' * 2000),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"\x00\"\r\n\r\n\xff\xfe"),
        ("multipart/form-data", b"no boundary"),
        ("application/x-www-form-urlencoded", b"a=%ff%fe&" * 1500),
        ("application/x-www-form-urlencoded; charset=utf-7", b"title=+ADw-script+AD4-"),
        ("text/xml", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
    )  # fmt: skip
    for door in doors:
        for kind, body in bodies:
            with transaction.atomic():
                response = attack.browser.generic("POST", door, body, kind)
                attack.tries += 1
                attack.found += [f"{kind} to {door}: {each}" for each in faults(attack.small.stage, response)]
                transaction.set_rollback(True)
    attack.judge("bodies")
