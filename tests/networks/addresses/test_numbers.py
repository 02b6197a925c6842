"""Numbers in addresses: whatever stands there, a page answers, and a list shows the nearest page there is."""

import re
from typing import Any

import pytest
from django.urls import get_resolver

from kb.practices.models import Practice
from kb.records.models import RecordTopic
from networks.addresses.numbers import whole_number
from networks.addresses.pages import Pages
from tests.access.patterns import patterns_of
from tests.factories import office
from tests.kb.world import World, make_world

pytestmark = pytest.mark.django_db
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
NUMBERS = (
    "9" * 5000,
    "-" + "9" * 5000,
    "9" * 4000,
    "9" * 90,
    "9" * 19,
    "0",
    "-1",
    "1.5",
    "abc",
    "²",
    "٣",
    "1e5",
    "",
)
# What any room reads from an address.
PARAMETERS = (
    "page", "p", "q", "limit", "offset", "sort", "before", "after", "reply_to", "year", "country", "since", "until", "key",
    "version", "seq", "id", "label", "network", "title", "person", "action", "reference", "practice", "scope", "kind",
)  # fmt: skip


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("+7", 7),
        ("007", 7),
        ("0", 1),
        ("-1", 1),
        ("99", 10),
        ("9" * 5000, 10),
        ("-" + "9" * 5000, 1),
        ("0" * 100_000 + "7", 7),
        ("0" * 100_000 + "x", 5),
        ("", 5),
        (None, 5),
        ("abc", 5),
        ("1.5", 5),
        ("²", 5),
        ("٣", 5),
        ("--7", 5),
    ],
)
def test_a_number_is_the_nearest_allowed_and_anything_else_the_default(text: str | None, number: int) -> None:
    assert whole_number(text, least=1, most=10, default=5) == number


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (None, 1), ("0", 1), ("-1", 1), ("-" + "9" * 5000, 1), ("abc", 1), ("1.5", 1), ("2", 2), (2, 2), ("4", 4), ("5", 4),
        ("9" * 5000, 4),
    ],
)  # fmt: skip
def test_a_list_shows_the_nearest_page(asked: Any, shown: int) -> None:
    assert Pages(range(100), 25).get_page(asked).number == shown
    assert Pages([], 25).get_page(asked).number == 1


def filled(route: str, things: dict[str, str], number: str) -> str:
    def value(match: re.Match[str]) -> str:
        kind, name = match.groups()
        return number if kind == "int" else things.get(name, "x")

    return "/" + ARGUMENT.sub(value, route)


def test_every_door_answers_whatever_number_stands_in_its_address(world: World) -> None:
    practice = world.publish()
    office(world.people["author"], "auditor")
    topic = RecordTopic.objects.get(record=practice.pk).topic.reference
    handle = world.people["finn"].handle
    routes = sorted(
        route for route in patterns_of(get_resolver().url_patterns).values() if not route.startswith("cms/")
    )
    browser = world.browser("author")
    browser.raise_request_exception = False
    broken = []
    for route in routes:
        if "(" in route or route.startswith("accounts/"):
            continue
        mine = topic if "discussions" in route else practice.reference
        things = {"slug": world.network.slug, "register": "practices", "address": practice.reference}
        things |= {"reference": mine, "handle": handle, "code": "en"}
        for number in NUMBERS if "<int:" in route else ("7",):
            broken += (
                [number[:9] + route]
                if browser.get(filled(route, things, number or "x")).status_code >= 500
                else []
            )
        for number in ("9" * 5000, "9" * 90, "-1"):
            answer = browser.get(filled(route, things, "1"), dict.fromkeys(PARAMETERS, number))
            broken += [f"{route}?…={number[:9]}"] if answer.status_code >= 500 else []
    assert broken == []


@pytest.mark.parametrize("number", NUMBERS)
def test_lists_take_any_number_for_a_page(world: World, number: str) -> None:
    practice = world.publish()
    browser = world.browser("finn")
    for address in ("/kb/practices/", "/search/?q=lane", "/people/", "/workspace/notices/"):
        page = browser.get(f"{address}{'&' if '?' in address else '?'}page={number}")
        assert page.status_code == 200, address
    assert browser.get(f"/kb/practices/?page={number}").context["page"].object_list[0].pk == practice.pk


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", ["limit", "offset"])
def test_programs_are_told_which_numbers_they_may_send(world: World, name: str, number: str) -> None:
    answer = world.browser("finn").get("/api/v1/practices/", {name: number})
    if number == "0" and name == "offset":
        assert answer.status_code == 200
    elif answer.status_code == 200:
        # A place beyond the end: nothing stands there.
        assert name == "offset" and number.startswith("9") and answer.json()["items"] == []
    else:
        assert answer.status_code == 422
        assert re.match(rf"{name}: .+\.$", answer.json()["detail"])


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1969-12-31", "9" * 5000, "2026-02-30", "abc"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_the_audit_trail_takes_any_day(world: World, name: str, day: str) -> None:
    office(world.people["finn"], "auditor")
    for address in ("/administration/audit/", "/administration/audit/export.csv"):
        assert world.browser("finn").get(address, {name: day}).status_code == 200


def test_a_path_with_a_number_nobody_can_mean_leads_nowhere(world: World) -> None:
    practice = Practice(reference="ABCDE")
    for path in (
        "/kb/practices/%s/",
        f"/kb/practices/{practice.reference}/history/%s/1/",
        "/people/%s/",
        "/files/%s/x.txt",
    ):
        for number in ("9" * 5000, "9" * 90):
            assert world.browser("finn").get(path % number).status_code == 404
