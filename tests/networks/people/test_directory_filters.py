"""Filters of the directory: what they offer and count is what this viewer may see, and the address holds them."""

import re
from html import unescape

import pytest

from networks.people.models import ExpertLanguage
from networks.spaces.enums import NetworkRole
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, object]:
    poland, finland = (
        factories.CountryFactory(code="PL", name="Poland"),
        factories.CountryFactory(code="FI", name="Finland"),
    )
    polish = factories.AdministrationFactory(code="PL", country=poland, name="Polish customs")
    finnish = factories.AdministrationFactory(code="FI", country=finland, name="Finnish customs")
    language = factories.LanguageFactory(code="pl", name="Polish")
    made = {
        "ada": factories.ExpertFactory(
            given_name="Ada", administration=polish, expertise=["AEO", "łączność"]
        ),
        "ewa": factories.ExpertFactory(given_name="Ewa", administration=polish, expertise=["aeo"]),
        "kai": factories.ExpertFactory(given_name="Kai", administration=finnish, expertise=["sanctions"]),
        "shy": factories.ExpertFactory(
            given_name="Shy",
            administration=finnish,
            expertise=["sanctions"],
            hidden_fields=["languages", "expertise"],
        ),
    }
    for name in ("ada", "shy"):
        ExpertLanguage.objects.create(expert=made[name], language=language, level="C2")
    shared, closed = (factories.NetworkFactory(name=name, slug=name.lower()) for name in ("Shared", "Closed"))
    factories.seat(shared, made["ada"], NetworkRole.MEMBER)
    factories.seat(shared, made["kai"], NetworkRole.MEMBER)
    factories.seat(closed, made["ewa"], NetworkRole.MEMBER)
    return made


def page(browser: object, query: str = "") -> str:
    return browser.get(f"/people/{query}").content.decode().partition("<main")[2]


def names(text: str) -> set[str]:
    return set(re.findall(r">(Ada|Ewa|Kai|Shy) ", text))


def offered(text: str) -> dict[str, int]:
    without_icons = re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)
    items = re.findall(
        r'class="facet-item">.*?<span>\s*(.*?)</span><span class="facet-count">(\d+)', without_icons
    )
    return {unescape(label): int(count) for label, count in items}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?country=PL", {"Ada", "Ewa"}),
        ("?country=PL&country=FI", {"Ada", "Ewa", "Kai", "Shy"}),
        ("?network=shared", {"Ada", "Kai"}),
        ("?network=closed", set()),
        ("?language=pl", {"Ada"}),
        ("?expertise=AEO", {"Ada", "Ewa"}),
        ("?expertise=lacznosc", {"Ada"}),
        ("?expertise=sanctions", {"Kai"}),
        ("?country=PL&expertise=AEO&network=shared", {"Ada"}),
        ("?administration=FI", {"Kai", "Shy"}),
        ("?q=aeo", {"Ada", "Ewa"}),
        ("?q=sanctions", {"Kai"}),
        ("?q=shy", {"Shy"}),
        ("?country=bogus", set()),
        ("?network=bogus&page=x", set()),
        ("?expertise=%00&country=%EF%BF%BE", {"Ada", "Ewa", "Kai", "Shy"}),
        ("?q=%E2%80%A6", set()),
    ],
)
def test_each_filter_narrows(
    signed_in: object, people: dict[str, object], query: str, expected: set[str]
) -> None:
    assert names(page(signed_in(people["kai"]), query)) == expected


def test_counts_are_of_what_the_viewer_may_see(signed_in: object, people: dict[str, object]) -> None:
    counts = offered(page(signed_in(people["kai"])))
    assert (counts["Poland"], counts["Finland"]) == (2, 2)
    assert counts["Shared"] == 2
    assert "Closed" not in counts
    assert counts["Polish"] == 1
    assert counts["AEO"] == 2
    assert counts["sanctions"] == 1


def test_counts_hold_under_the_other_choices_and_the_address_keeps_all(
    signed_in: object, people: dict[str, object]
) -> None:
    text = page(signed_in(people["kai"]), "?country=PL&language=pl")
    counts = offered(text)
    assert (counts["Poland"], counts["AEO"]) == (1, 1)
    assert "sanctions" not in counts
    assert 'href="?language=pl"' in text
    assert 'name="country" value="PL"' in text


def test_somebody_in_no_network_is_offered_none(signed_in: object, people: dict[str, object]) -> None:
    browser = signed_in(people["shy"])
    assert not {"Shared", "Closed"} & set(offered(page(browser)))
    assert names(page(browser, "?network=shared")) == set()


def test_a_filter_that_leaves_nobody_is_still_called_by_its_name(
    signed_in: object, people: dict[str, object]
) -> None:
    browser = signed_in(people["kai"])
    counts = offered(page(browser, "?country=PL&expertise=sanctions&network=shared"))
    assert (counts["Poland"], counts["Shared"]) == (0, 0)
    assert "Closed" not in page(browser, "?network=closed")
