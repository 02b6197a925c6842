"""A record as a page shows it: groups of the declaration with their values; empty ones are absent."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Field, TextField
from django.utils.formats import number_format
from django.utils.safestring import SafeString

from kb.records.models import Record
from kb.records.register import Group, Register
from networks.prose import render

# Shown at the head of the page or in the rail, never again in a section.
ELSEWHERE = frozenset({"title", "summary", "title_en", "summary_en", "countries", "topics", "language"})


@dataclass(frozen=True)
class Value:
    """One field in words: prose (safe HTML), a list, or a short text."""

    label: str
    prose: SafeString | None = None
    items: tuple[str, ...] = ()
    entries: tuple["Entry", ...] = ()
    text: str = ""
    short: bool = False


@dataclass(frozen=True)
class Entry:
    """A child row with a heading and a text."""

    title: str
    prose: SafeString | None


@dataclass(frozen=True)
class Block:
    """Several short values side by side, or one long value."""

    facts: tuple[Value, ...] = ()
    value: Value | None = None


@dataclass(frozen=True)
class Section:
    """A group of a record's page."""

    id: str
    label: str
    values: tuple[Value, ...]

    @property
    def blocks(self) -> list[Block]:
        """The values in their order, short ones that follow each other together."""
        blocks: list[Block] = []
        for short, values in groupby(self.values, key=lambda value: value.short):
            found = tuple(values)
            blocks += [Block(facts=found)] if short else [Block(value=each) for each in found]
        return blocks


def sections_of(record: Record, register: Register) -> list[Section]:
    """The groups that have something to say."""
    sections = [_section(record, register, group) for group in register.groups]
    return [section for section in sections if section.values]


def _section(record: Record, register: Register, group: Group) -> Section:
    values = [_value(record, register, name) for name in group.fields if name not in ELSEWHERE]
    title = register.body_label if "body" in group.fields and register.body_label else group.title
    return Section(group.key, str(title), tuple(value for value in values if value is not None))


def _value(record: Record, register: Register, name: str) -> Value | None:
    if name in register.children:
        return _rows(record, name)
    field = record._meta.get_field(name)
    label = str(register.body_label) if name == "body" and register.body_label else _label(field)
    if field.many_to_many:
        found = tuple(str(each) for each in getattr(record, name).all())
        return Value(label, items=found, short=True) if found else None
    return _single(record, register, field, label)


def _single(record: Record, register: Register, field: Field, label: str) -> Value | None:
    found = getattr(record, field.name)
    if found in (None, ""):
        return None
    if field.name in register.prose:
        return Value(label, prose=render(found))
    if field.choices:
        return Value(label, text=str(getattr(record, f"get_{field.name}_display")()), short=True)
    if isinstance(found, Decimal):
        return Value(label, text=number_format(found.normalize()), short=True)
    if isinstance(found, int):
        return Value(label, text=number_format(found), short=True)
    return Value(label, text=str(found), short=not isinstance(field, TextField))


def _rows(record: Record, name: str) -> Value | None:
    rows = list(getattr(record, name).all())
    if not rows:
        return None
    label = _label_of_rows(rows[0])
    if hasattr(rows[0], "text"):
        return Value(
            label, entries=tuple(Entry(row.title, render(row.text) if row.text else None) for row in rows)
        )
    return Value(label, items=tuple(str(row) for row in rows))


def _label_of_rows(row: Any) -> str:
    text = str(row._meta.verbose_name_plural)
    return text[:1].upper() + text[1:]


def _label(field: Field) -> str:
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]
