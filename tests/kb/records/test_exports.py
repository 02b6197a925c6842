"""A list as a file: headings and data, nothing else, under a name that carries the label."""

import csv
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from kb.records import registry
from networks.access.enums import Label
from networks.audit.models import AuditEntry
from tests.kb.world import World

pytestmark = pytest.mark.django_db


def table(world: World, name: str, form: str, query: str = "") -> tuple[Any, list[list[Any]]]:
    """The answer and its rows, headings first."""
    answer = world.browser(name).get(f"/kb/practices/export.{form}{query}")
    assert answer.status_code == 200
    if form == "csv":
        return answer, list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return answer, [list(row) for row in rows]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_first_row_holds_the_headings_and_every_further_one_a_record(world: World, form: str) -> None:
    practice = world.publish()
    answer, rows = table(world, "finn", form)
    columns = registry.register_named("practices").columns
    assert rows[0] == [str(column.label) for column in columns]
    assert len(rows) == 2
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["Reference"], row["Label"]) == (practice.reference, "TLP:AMBER")
    assert f'filename="practices-TLP-AMBER.{form}"' in answer["Content-Disposition"]
    entry = AuditEntry.objects.get(action="export")
    assert entry.details == {"register": "practices", "form": form, "count": 1, "label": "TLP:AMBER"}


def test_a_workbook_keeps_kinds_and_runs_nothing(world: World) -> None:
    world.publish(title="=1+1", contact="007", fte="0.25")
    _answer, (heads, values) = table(world, "finn", "xlsx")
    row = dict(zip(heads, values, strict=True))
    assert (row["Title"], row["Contact"], row["Staff (FTE)"]) == ("=1+1", "007", 0.25)
    assert isinstance(row["Changed (Brussels time)"], datetime)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_signs_no_file_may_hold_spoil_no_export(world: World, form: str) -> None:
    practice = world.publish()
    type(practice).objects.filter(pk=practice.pk).update(title="Risk\x0bprofiles")
    _answer, (heads, values) = table(world, "finn", form)
    assert values[heads.index("Title")] == "Riskprofiles"


def test_a_workbook_holds_what_its_reader_may_read(world: World) -> None:
    world.publish(summary_label=Label.GREEN.value)
    world.publish(label=Label.AMBER_STRICT.value, key="0e2a3c0e-93a5-4a3f-9a52-6b0b1d1d9b7e", title="Closed")
    _answer, (heads, values) = table(world, "outsider", "xlsx")
    assert values[heads.index("Title")] == "Queue of empty lorries"
    assert values[heads.index("Text")] is None
    assert len(table(world, "finn", "xlsx")[1]) == 2
    assert len(world.browser().get("/kb/practices/export.xlsx").content) > 0
    assert len(table(world, "finn", "xlsx", "?country=FI")[1]) == 1


def test_the_button_offers_the_workbook_first(world: World) -> None:
    page = world.browser("finn").get("/kb/practices/?q=lane").content.decode()
    assert 0 < page.index("export.xlsx?q=lane") < page.index("export.csv?q=lane")
