"""An error of a decision stands at its field, which takes the focus; the summary at the top leads there."""

import pytest
from bs4 import BeautifulSoup

from kb.records.enums import FIRST_GRADES, MEANING_OF_GRADE
from kb.records.models import Record
from tests.kb.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleared(world: World) -> Record:
    record = world.share()
    world.decide("ncp", record, "clear")
    return record


def page_of(answer: object) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def test_every_grade_says_what_it_means_where_it_is_chosen(world: World, cleared: Record) -> None:
    page = page_of(world.browser("finn").get(f"{cleared.get_absolute_url()}review/"))
    for grade in FIRST_GRADES:
        said = page.find(id=page.find(id=f"grade-{grade.value}")["aria-describedby"])
        assert said.text == str(MEANING_OF_GRADE[grade])


def test_validating_without_a_grade_puts_the_error_at_the_field_and_the_focus_there(
    world: World, cleared: Record
) -> None:
    sent = {"decision": "validate", "remark": "Convincing."}
    answer = world.browser("finn").post(f"{cleared.get_absolute_url()}review/", sent)
    page = page_of(answer)
    assert answer.status_code == 422
    first = page.find("input", autofocus=True)
    assert (first["name"], first["id"]) == ("grade", f"grade-{FIRST_GRADES[0].value}")
    assert page.find(id="grade-error").text.strip() == "Choose a grade."
    assert page.select_one(".form-errors a")["href"] == f"#{first['id']}"
    assert page.select_one("[data-focus]") is None
    assert page.find(id="remark").text == "Convincing."


def test_returning_without_a_reason_opens_the_field_with_its_error(world: World) -> None:
    record = world.share()
    answer = world.browser("ncp").post(f"{record.get_absolute_url()}review/", {"decision": "return"})
    field = page_of(answer).find(id="reason")
    assert field.find_parent("details").has_attr("open")
    assert field.has_attr("autofocus") and field["aria-describedby"] == "reason-error"


def test_withdrawing_without_a_reason_says_so_at_the_field(world: World) -> None:
    record = world.publish()
    page = page_of(world.browser("author").post(f"{record.get_absolute_url()}withdraw/", {"reason": ""}))
    assert page.select_one(".form-errors a")["href"] == "#reason"
    assert page.find(id="reason-error") is not None
