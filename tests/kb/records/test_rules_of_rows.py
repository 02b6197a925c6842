"""A rule over child rows is never refused without a word: the sentence stands at the field of the row and at the top."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from kb.records import registry
from kb.records.row_rules import RowForm, fields_of
from kb.records.rows import rows_class
from kb.training.models import Availability
from tests.kb.world import World

pytestmark = pytest.mark.django_db
SENTENCE = "The end cannot be before the start."


def sent(**changed: Any) -> dict[str, Any]:
    rows = ("teaching_languages", "competencies", "courses_given", "availability")
    empty = {f"{name}-{count}": "0" for name in rows for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    backwards = {
        "availability-TOTAL_FORMS": "1",
        "availability-0-begins_on": "2026-12-24",
        "availability-0-ends_on": "2026-12-01",
    }
    return (
        empty
        | backwards
        | {"title": "Anna", "label": "TLP:AMBER", "save": "draft", "version": "new"}
        | changed
    )


def test_a_time_that_ends_before_it_begins_is_said_at_its_field_and_at_the_top(world: World) -> None:
    answer = world.browser("author").post("/kb/trainers/new/", sent(networks=[world.network.slug]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(SENTENCE) == 2
    assert f'<a href="#id_availability-0-ends_on">until: {SENTENCE}</a>'.lower() in page.lower()
    (group,) = [each for each in answer.context["groups"] if each.key == "booking"]
    assert group.open
    kept = world.browser("author").post("/kb/trainers/new/autosave/", sent(networks=[world.network.slug]))
    assert SENTENCE in kept.json()["reason"]


def form_of(*constraints: models.BaseConstraint) -> RowForm:
    """A form of the rows of availability, as if the model had these constraints and no rule of its own."""
    rows = rows_class(registry.register_named("trainers").model, "availability")
    form = rows.form({"begins_on": "2026-12-24", "ends_on": "2026-12-01"})
    form.instance.clean = lambda: None
    form.instance.get_constraints = lambda: [(Availability, list(constraints))]
    return form


@pytest.mark.parametrize(
    ("constraint", "field", "sentence"),
    [
        (
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="a"),
            "ends_on",
            "This does not fit with: from.",
        ),
        (
            models.CheckConstraint(
                condition=Q(begins_on__lte=F("ends_on")) | Q(note="x"),
                name="b",
                violation_error_message="Not so.",
            ),
            "begins_on",
            "Not so.",
        ),
        (
            models.CheckConstraint(condition=Q(ends_on__gte=date(2027, 1, 1)), name="c"),
            "ends_on",
            "This value is not allowed here.",
        ),
    ],
)
def test_whatever_constraint_a_row_breaks_is_said_at_a_field_it_is_about(
    constraint: models.BaseConstraint, field: str, sentence: str
) -> None:
    form = form_of(constraint)
    assert not form.is_valid()
    assert {name: [text.lower() for text in found] for name, found in form.errors.items()} == {
        field: [sentence.lower()]
    }
    assert fields_of(constraint)[0] == field


def test_a_row_that_repeats_what_may_stand_once_is_said_at_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    once = models.UniqueConstraint(fields=["trainer", "begins_on"], name="d")
    monkeypatch.setattr(Availability._meta, "constraints", [once])
    register = registry.register_named("trainers")
    data = {"availability-TOTAL_FORMS": "2", "availability-INITIAL_FORMS": "0"}
    for row in ("0", "1"):
        data |= {f"availability-{row}-begins_on": "2026-12-01", f"availability-{row}-ends_on": "2026-12-02"}
    rows = rows_class(register.model, "availability")(data, instance=register.model())
    assert not rows.is_valid()
    assert rows.errors == [{}, {"begins_on": ["This repeats an earlier row."]}]


def test_rows_that_keep_every_rule_are_kept(world: World) -> None:
    good = sent(networks=[world.network.slug], **{"availability-0-ends_on": "2026-12-31"})
    assert world.browser("author").post("/kb/trainers/new/", good).status_code == 302
    assert Availability.objects.count() <= 1


def test_a_rule_over_the_row_as_a_whole_stands_at_the_row_and_at_the_top(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Availability) -> None:
        raise ValidationError("Nobody teaches in these days.")

    monkeypatch.setattr(Availability, "clean", refuse)
    page = (
        world.browser("author")
        .post("/kb/trainers/new/", sent(networks=[world.network.slug]))
        .content.decode()
    )
    assert page.count("Nobody teaches in these days.") == 2
    assert 'href="#availability-0_row"' in page and 'id="availability-0_row"' in page
