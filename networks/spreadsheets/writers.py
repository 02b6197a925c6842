"""Writing a table as CSV or XLSX. The first row holds the headings, every further row is data, nothing else stands in it."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from networks.spreadsheets.cells import Cell, cell_of, guarded, is_number, looks_like_formula

# Limits of the format (Microsoft, Excel specifications and limits): UTF-16 units of a cell, exact digits of a number.
LONGEST_TEXT = 32_767
EXACT_DIGITS = 15
CUT = " […]"
COLUMN_WIDTH = 24


@dataclass(frozen=True)
class Table:
    """Headings and rows. `name` and `label` make up the name of the file; rows are read once, in order."""

    name: str
    label: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_csv(table: Table, file: IO[bytes]) -> None:
    """Commas, UTF-8 with a byte order mark, every cell in quotes. Text that looks like a formula carries an apostrophe."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([guarded(str(cell_of(heading))) for heading in table.headings])
    for row in table.rows:
        writer.writerow([_in_csv(cell_of(value)) for value in row])
    text.detach()


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return guarded(cell) if isinstance(cell, str) else str(cell)


def write_xlsx(table: Table, file: IO[bytes]) -> None:
    """One sheet, written row by row in constant memory. Cells have kinds, so nothing in them is guessed or run."""
    with Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": f"{table.name} {table.label}", "category": table.label})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_footer(f"&C{table.label}")
        sheet.set_column(0, max(len(table.headings) - 1, 0), COLUMN_WIDTH)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(table.headings):
            sheet.write_string(0, column, str(cell_of(heading)), bold)
        formats = _Formats.of(book)
        for number, row in enumerate(table.rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, number, column, cell_of(value), formats)


@dataclass(frozen=True)
class _Formats:
    day: Format
    moment: Format
    quoted: Format

    @classmethod
    def of(cls, book: Workbook) -> "_Formats":
        return cls(
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            # What looks like a formula stays text also when somebody edits the cell.
            book.add_format({"quote_prefix": True}),
        )


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif is_number(cell) and _is_exact(cell):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, date) and cell.year >= 1900:
        sheet.write_datetime(row, column, cell, formats.moment if isinstance(cell, datetime) else formats.day)
    else:
        text = _fitting(str(cell))
        sheet.write_string(row, column, text, formats.quoted if looks_like_formula(text) else None)


def _is_exact(number: Any) -> bool:
    """Whether a spreadsheet keeps every digit. A longer number is written as text, so that none is lost."""
    return isinstance(number, float) or len(Decimal(number).normalize().as_tuple().digits) <= EXACT_DIGITS


def _fitting(text: str) -> str:
    """The text as far as a cell can hold it, with a sign where it was cut."""
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST_TEXT * 2:
        return text
    return units[: (LONGEST_TEXT - len(CUT)) * 2].decode("utf-16-le", errors="ignore") + CUT


WRITERS: dict[str, tuple[Callable[[Table, IO[bytes]], None], str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
