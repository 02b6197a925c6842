"""Entries as an auditor sees them: references and labels, never a title; of TLP:RED no more than that."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.access.enums import Label
from networks.audit.models import AuditEntry
from networks.spreadsheets.writers import Table
from networks.text.zones import THIS_ZONE

Shown = Callable[[AuditEntry], Any]
COLUMNS: tuple[tuple[Any, Shown], ...] = (
    (gettext_lazy("Number"), lambda entry: entry.pk),
    (format_lazy(gettext_lazy("When ({zone})"), zone=THIS_ZONE), lambda entry: timezone.localtime(entry.at)),
    (gettext_lazy("Person"), lambda entry: person_of(entry)),
    (gettext_lazy("Action"), lambda entry: entry.action),
    (gettext_lazy("Type"), lambda entry: "" if _is_red(entry) else entry.object_type),
    (gettext_lazy("Reference"), lambda entry: entry.reference),
    (gettext_lazy("Label"), lambda entry: entry.label),
    (gettext_lazy("From"), lambda entry: entry.origin),
    (gettext_lazy("Outcome"), lambda entry: str(entry.get_outcome_display())),
    (gettext_lazy("Details"), lambda entry: "" if _is_red(entry) else details_of(entry)),
)


def person_of(entry: AuditEntry) -> str:
    """The name as it was then; where there is none, somebody without an account or the platform itself did it."""
    if not entry.person_id:
        return _("Visitor") if entry.origin else _("Platform")
    return f"{entry.person} ({entry.handle})"


def details_of(entry: AuditEntry) -> str:
    """Codes and numbers in one line."""
    return ", ".join(f"{name}: {value}" for name, value in sorted(entry.details.items()))


def cells_of(entry: AuditEntry) -> list[str]:
    """One row of the table on the page."""
    values = (show(entry) for _title, show in COLUMNS)
    return [f"{each:%Y-%m-%d %H:%M:%S}" if isinstance(each, datetime) else str(each) for each in values]


def table_for_file(label: str, entries: Iterable[AuditEntry]) -> Table:
    """The same columns for a file, in which numbers and moments keep their kind."""
    rows = ([show(entry) for _title, show in COLUMNS] for entry in entries)
    return Table("audit-trail", label, [str(title) for title, _show in COLUMNS], rows)


def table_of(entries: list[AuditEntry]) -> dict[str, Any]:
    """What `audit/table.html` reads."""
    titles = [str(title) for title, _show in COLUMNS]
    rows = [
        {
            "cells": [
                {"label": title, "value": value} for title, value in zip(titles, cells_of(each), strict=True)
            ]
        }
        for each in entries
    ]
    return {"columns": [{"label": title} for title in titles], "rows": rows}


def _is_red(entry: AuditEntry) -> bool:
    return entry.label == Label.RED
