"""What one may not know answers like what does not exist: at every door, by every method, in the same time."""

from collections.abc import Callable, Iterable
from functools import partial

import pytest

from tests.access import figures
from tests.access.answers import browser_of
from tests.access.cast import CAST
from tests.access.checks import METHODS, answers_apart, every_refusal_noted, work_apart
from tests.access.pairs import Pair, left_out, pairs
from tests.access.small_stage import SmallStage
from tests.timing import in_turn, surely_apart

pytestmark = pytest.mark.django_db
TIMED_FOR = ("visitor", "stranger", "member")
TIMES = 150
MOST_MILLISECONDS = 2.0
# What proxies, programs and people who try send along.
HEADERS = (
    {"Range": "bytes=0-0", "If-Range": '"x"'},
    {"If-None-Match": "*"},
    {"If-Match": '"x"', "If-Unmodified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
    {"If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"},
    {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"},
    {"Accept-Language": "fi, *;q=0.1", "Accept-Encoding": "gzip, br"},
    {"X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/kb/", "X-Forwarded-Prefix": "/x"},
)
SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda address: address.rstrip("/"),
    lambda address: f"/{address}",
    lambda address: address.lower(),
    lambda address: address.upper(),
    lambda address: f"{address}?format=json&page=2&q=lane&sort=new",
    lambda address: f"{address}%20",
    lambda address: f"{address}%2e%2e/",
    lambda address: address.replace("/", "%2f"),
)
# Doors that do the most before they refuse, each as it is asked for most often.
TIMED = ("/kb/practices/", "/files/", "/discussions/", "/api/", "/news/")


def nothing_apart(small: SmallStage, role: str, methods: tuple[str, ...] = METHODS) -> None:
    doors = pairs(small, role)
    found = answers_apart(small, role, doors, methods)
    figures.count("access.same_answer.apart", len(found), len(doors) * len(methods))
    assert len(doors) > 10
    assert found == []


def test_no_method_tells_a_visitor_what_is_forbidden_from_what_is_missing(small: SmallStage) -> None:
    nothing_apart(small, "visitor")


def test_what_is_most_asked_tells_an_expert_as_little(small: SmallStage) -> None:
    nothing_apart(small, "stranger", ("get", "post"))


@pytest.mark.parametrize("role", ["visitor", "stranger", "member"])
def test_what_is_forbidden_costs_as_many_questions_as_what_is_missing(small: SmallStage, role: str) -> None:
    doors = pairs(small, role)
    assert len(doors) > 20
    # Members read every page there is.
    assert role == "member" or any(each.startswith("/news/") for each, _missing in doors)
    assert work_apart(small, role, doors) == []


@pytest.mark.proof
@pytest.mark.parametrize("role", CAST)
def test_no_method_tells_any_role_what_is_forbidden_from_what_is_missing(
    small: SmallStage, role: str
) -> None:
    nothing_apart(small, role)


def test_every_door_with_a_thing_in_its_address_has_a_pair_or_a_reason(small: SmallStage) -> None:
    assert left_out(small) == []


@pytest.mark.proof
@pytest.mark.parametrize("role", TIMED_FOR)
def test_time_tells_nothing_either(small: SmallStage, role: str) -> None:
    browser = browser_of(small.stage.people[role])
    # Members read every page of the communication team there is.
    begins = [each for each in TIMED if (role, each) != ("member", "/news/")]
    for pair in _first_of_each(pairs(small, role), begins):
        one, other = (partial(browser.get, address) for address in pair)
        with every_refusal_noted():
            apart = 1000 * surely_apart(*in_turn(one, other, TIMES))
        figures.measure("access.same_answer.milliseconds", apart, 2 * TIMES)
        assert apart < MOST_MILLISECONDS, (pair, apart)


@pytest.mark.proof
@pytest.mark.parametrize("role", ["stranger", "other_member"])
def test_no_header_and_no_spelling_tells_what_is_forbidden_from_what_is_missing(
    small: SmallStage, role: str
) -> None:
    doors = pairs(small, role)
    for headers in HEADERS:
        found = answers_apart(small, role, doors, ("get",), **headers)
        figures.count("access.same_answer.apart", len(found), len(doors))
        assert found == [], headers
    for spelt in SPELLINGS:
        other = [(spelt(forbidden), spelt(missing)) for forbidden, missing in doors]
        found = answers_apart(small, role, other, ("get",))
        figures.count("access.same_answer.apart", len(found), len(doors))
        assert found == [], other[0]


def _first_of_each(doors: Iterable[Pair], begins: Iterable[str]) -> list[Pair]:
    listed = list(doors)
    return [next(each for each in listed if each[0].startswith(begin)) for begin in begins]
