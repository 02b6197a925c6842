"""The two doors as a browser meets them."""

import pytest
from django.test import Client

from networks.access.enums import Label
from tests.search.world import Thing, World, settle

pytestmark = [pytest.mark.django_db]


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def scanners(world: World) -> None:
    world.publish(Thing("Open scanner", "A scanner for lorries."), Label.CLEAR)
    world.publish(Thing("Closed scanner", "Another."), Label.AMBER)
    settle()


def test_without_a_question_the_page_invites(world: World) -> None:
    assert "Search Limes" in page("/search/")


def test_a_result_says_its_label_kind_country_and_why(scanners: None) -> None:
    text = page("/search/?q=lorries")
    for piece in ("Open scanner", "TLP:CLEAR", "Good practices", "PL", "<mark>lorries</mark>"):
        assert piece in text
    assert "Closed scanner" not in text


def test_facets_and_chips_lead_on_and_back(scanners: None) -> None:
    text = page("/search/?q=scanner&country=PL")
    assert 'href="/search/?q=scanner"' in text
    assert "kind=practices" in text


def test_the_page_says_what_was_put_right_and_offers_the_typed_words(scanners: None) -> None:
    text = page("/search/?q=scaner")
    assert "No results for <em>scaner</em>. Showing results for <strong>scanner</strong>." in text
    assert "q=scaner&amp;exact=1" in text


def test_nothing_found_says_what_to_try(scanners: None) -> None:
    assert "No results" in page("/search/?q=xylophone")
    assert "Clear filters" in page("/search/?q=scanner&year=1900")


def test_suggestions_are_titles_addresses_and_kinds(scanners: None) -> None:
    answer = Client().get("/search/suggest/", {"q": "open"})
    assert answer.json() == {
        "items": [
            {
                "title": "Open scanner",
                "language": "en",
                "url": "/kb/practices/R00001/",
                "kind": "Good practices",
            }
        ]
    }
    assert Client().get("/search/suggest/").json() == {"items": []}


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?page=0&q=a",
        "?page=99999999999&q=a",
        "?page=x&q=a",
        "?kind=%ff&q=a",
        "?q=%22%3E%3Cscript%3E",
        "?exact=9&q=a",
    ],
)
def test_a_forged_address_gets_an_ordinary_page(scanners: None, query: str) -> None:
    assert "<script>alert" not in page(f"/search/{query}")
    assert '<script>"' not in page(f"/search/{query}")


def test_nobody_else_keeps_a_page_of_results(scanners: None) -> None:
    answer = Client().get("/search/?q=scanner")
    assert "no-store" in answer["Cache-Control"]
    assert Client().post("/search/").status_code == 405


def test_a_page_costs_the_same_queries_with_one_result_and_with_many(
    world: World, django_assert_max_num_queries: object
) -> None:
    counts = []
    for number in range(2):
        for each in range(1 if number == 0 else 30):
            world.publish(Thing(f"Scanner {number} {each}"), Label.CLEAR)
        settle()
        with django_assert_max_num_queries(25) as queries:
            page("/search/?q=scanner")
        counts.append(len(queries))
    assert counts[0] == counts[1]
