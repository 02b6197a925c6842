"""CSV and XLSX as programs read them: kinds are kept, nothing is run, nothing breaks the file."""

import csv
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from networks.spreadsheets.writers import Table, write_csv, write_xlsx

FORMULAS = (
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    " =1",
    "\t=1",
    "\r=1",
    "\n=1",
    "a;=1",
    "a; =1",
    "a\t@x",
    "a\n-1",
    "a\r\n+1",
    '";=1',
    "＝1",
    "x;＠y",
    "'=1",
)


def written(write: Any, *values: Any, headings: tuple[str, ...] = ()) -> bytes:
    file = BytesIO()
    names = headings or tuple(f"c{place}" for place in range(len(values)))
    write(Table("things", "TLP:GREEN", names, [values]), file)
    return file.getvalue()


def as_csv(*values: Any) -> list[str]:
    """The row of data as a program reads it."""
    return list(csv.reader(StringIO(written(write_csv, *values).decode("utf-8-sig"), newline="")))[1]


def as_xlsx(*values: Any) -> list[Any]:
    sheet = load_workbook(BytesIO(written(write_xlsx, *values))).active
    return next(iter(sheet.iter_rows(min_row=2))) if sheet.max_row > 1 else []


def test_a_csv_is_one_row_of_headings_and_data_in_quotes_behind_a_byte_order_mark() -> None:
    raw = written(write_csv, "a, b", None, 7, headings=("Title", "Nothing", "Number"))
    assert raw == '\ufeff"Title","Nothing","Number"\r\n"a, b","","7"\r\n'.encode()


@pytest.mark.parametrize("number", [-9.13933, -7, 0, 9.5, Decimal("-0.25"), Decimal("1E+3")])
def test_numbers_stay_numbers_in_both(number: Any) -> None:
    assert float(as_csv(number)[0]) == float(number)
    cell = as_xlsx(number)[0]
    assert (cell.data_type, cell.value) == ("n", float(number))


@pytest.mark.parametrize(
    "text", ["007", "1e5", "1-2", "TRUE", "12345678901234567890", "#N/A", "1.5", "31/12"]
)
def test_text_stays_text_in_a_workbook(text: str) -> None:
    cell = as_xlsx(text)[0]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_loses_none() -> None:
    assert as_xlsx(12345678901234567890)[0].value == "12345678901234567890"
    assert as_csv(12345678901234567890) == ["12345678901234567890"]
    assert as_xlsx(Decimal("1234567890.1234567"))[0].value == "1234567890.1234567"


@timezone.override("UTC")
def test_days_and_moments_are_days_and_moments() -> None:
    moment = datetime(2026, 12, 1, 14, 5, 6, 789, tzinfo=UTC)
    day, at = as_xlsx(date(2026, 12, 1), moment)
    assert day.is_date and day.value.date() == date(2026, 12, 1)
    assert at.is_date and at.value == datetime(2026, 12, 1, 14, 5, 6)
    assert as_csv(date(2026, 12, 1), moment) == ["2026-12-01", "2026-12-01 14:05:06"]


def test_a_day_no_spreadsheet_knows_is_text() -> None:
    assert as_xlsx(date(1620, 11, 8))[0].value == "1620-11-08"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_wherever_a_program_parts_cells(text: str) -> None:
    (kept,) = as_csv(text)
    for beginning in re.split(r"[;\t\n]", kept):
        assert not beginning.strip(" \"'").startswith(tuple("=+-@＝＋－＠")) or "'" in beginning
    cell = as_xlsx(text)[0]
    assert cell.data_type == "s"
    assert b"<f>" not in ZipFile(BytesIO(written(write_xlsx, text))).read("xl/worksheets/sheet1.xml")


def test_what_looks_like_a_formula_stays_text_when_its_cell_is_edited() -> None:
    assert as_xlsx("=1+1")[0].quotePrefix
    assert not as_xlsx("plain")[0].quotePrefix


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_sign_no_file_may_hold_is_left_out_of_both(sign: str) -> None:
    assert as_csv(f"Risk{sign}profiles") == ["Riskprofiles"]
    assert as_xlsx(f"Risk{sign}profiles")[0].value == "Riskprofiles"


def test_line_ends_of_every_kind_stay_inside_their_cell() -> None:
    assert as_csv("a\r\nb\rc") == ["a\nb\nc"]
    assert as_xlsx("a\r\nb\rc")[0].value == "a\nb\nc"


def test_a_text_longer_than_a_cell_is_cut_with_a_sign_and_whole_in_csv() -> None:
    text = "\U0001f600" * 20_000
    kept = as_xlsx(text)[0].value
    assert kept.endswith("[…]") and len(kept.encode("utf-16-le")) <= 2 * 32_767
    assert as_csv(text) == [text]


def test_several_values_stand_in_one_cell() -> None:
    assert as_csv(["a", "b"]) == ["a; b"]
    assert as_csv(["a", "=b"]) == ["a; '=b"]


def test_truths_and_gaps() -> None:
    assert as_csv(True, None) == ["True", ""]
    truth, gap, end = as_xlsx(True, None, "end")
    assert (truth.data_type, truth.value, gap.value, end.value) == ("b", True, None, "end")
    assert as_csv(float("nan"), float("inf")) == ["nan", "inf"]
    assert as_xlsx(float("nan"))[0].value == "nan"


@pytest.mark.parametrize("run", ["\t", "\n", ";", " ", "'", "; ", "\t ", "=", ";="])
def test_long_runs_of_the_same_signs_take_no_longer_than_other_text(run: str) -> None:
    assert len(written(write_csv, run * 100_000)) >= 100_000
