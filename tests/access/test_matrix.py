"""Every role goes through every door; nobody meets a canary that is not theirs, and everybody finds their own."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access import doors, planted_people
from tests.access.matrix import Stage, build
from tests.access.roles import ROLES

pytestmark = pytest.mark.django_db
PLANTINGS = (*planted_people.PLANTINGS,)
CANARY = re.compile(r"CNRY[A-Za-z]+")


@pytest.fixture
def stage() -> Stage:
    return build(PLANTINGS)


def met(browser: object, address: str) -> set[str]:
    """Canaries in the body or the headers of an answer."""
    response = browser.get(address)
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    return set(CANARY.findall(response.content.decode(errors="replace") + headers))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_meets_exactly_its_own_canaries(stage: Stage, signed_in: object, role: str) -> None:
    browser = signed_in(stage.people[role])
    found: set[str] = set()
    for address in stage.addresses:
        here = met(browser, address)
        forbidden = {each for each in here if role not in stage.readers[each]}
        assert not forbidden, (role, address, forbidden)
        found |= here
    own = {canary for canary, readers in stage.readers.items() if role in readers} - stage.unseen
    assert own - found == set(), (role, "finds at no door", own - found)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_a_door_that_does_not_open_looks_like_one_that_does_not_exist(
    stage: Stage, signed_in: object, role: str
) -> None:
    browser = signed_in(stage.people[role])
    for address in stage.addresses:
        closed = browser.get(address)
        if closed.status_code == 404:
            missing = browser.get("/networks/no-such-network/members/")
            assert bare(closed) == bare(missing), address
            assert set(closed.headers) == set(missing.headers)


def bare(response: object) -> str:
    """The page without the address that was asked for and without the form's secret."""
    text = re.sub(
        r'name="next" value="[^"]*"|\?next=[^"]*| aria-current="page"', "", response.content.decode()
    )
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def patterns_of(
    patterns: list[URLPattern | URLResolver], space: tuple[str, ...] = (), route: str = ""
) -> dict[str, str]:
    """Every named pattern of the site as `reverse` knows it, with its route."""
    found: dict[str, str] = {}
    for each in patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            found |= patterns_of(
                each.url_patterns, (*space, each.namespace) if each.namespace else space, here
            )
        else:
            found[":".join([*space, each.name or here])] = here
    return found


def in_a_suite_of_its_own(route: str) -> bool:
    return any(route.startswith(prefix) for prefix in doors.ROOMS_WITH_SUITES)


def test_every_pattern_of_the_site_is_in_the_ledger() -> None:
    known = doors.VISITED | set(doors.EXCEPTIONS)
    missing = {
        f"{name} ({route})"
        for name, route in patterns_of(get_resolver().url_patterns).items()
        if name not in known and not in_a_suite_of_its_own(route)
    }
    assert not missing, f"Bring these doors into the matrix, or write down why not: {sorted(missing)}"


def test_the_ledger_names_no_door_that_is_gone() -> None:
    optional = {"openid_connect_login", "openid_connect_callback"}
    gone = (doors.VISITED | set(doors.EXCEPTIONS)) - set(patterns_of(get_resolver().url_patterns)) - optional
    assert not gone
