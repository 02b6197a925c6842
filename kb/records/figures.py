"""Figures for the board: how many, never what. Nothing with fewer than three things is told, nor what tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kb.records.enums import LISTED_STATES
from kb.records.models import Record
from kb.records.registry import registers
from networks.access.enums import Label
from networks.access.reading import not_known
from networks.access.viewer import Viewer
from networks.people.models import Administration
from networks.spaces.models import Network
from networks.spaces.occupancy import occupancy

FEWEST = 3
RELEASED = (Label.CLEAR, Label.GREEN)
MONTHS = 12
KEPT_BACK = "–"


@dataclass(frozen=True)
class Table:
    """What `components/table_stack.html` shows."""

    caption: str
    columns: list[dict[str, Any]]
    rows: list[dict[str, Any]]


def check_figures(viewer: Viewer) -> None:
    """Nobody but board members learns that this page exists."""
    if not viewer.holding("read_figures", "platform"):
        raise not_known()


def figures_for(viewer: Viewer) -> dict[str, Any]:
    """Context of `records/figures.html`: in a fixed number of queries."""
    check_figures(viewer)
    open_ones = list(Network.objects.open())
    return {
        "networks": told(len(open_ones)),
        "administrations": told(
            Administration.objects.filter(experts__memberships__state="active").distinct().count()
        ),
        "tables": [_seats(open_ones), _by_register(), _by_network(open_ones), _by_month()],
    }


def released() -> QuerySet[Record]:
    """What is published for everybody or for all experts, in the registers that are counted: every table has the same sum."""
    published = Record.objects.filter(state__in=LISTED_STATES, marking__label__in=RELEASED)
    return published.filter(content_type__model__in=_counted_models())


def _counted_models() -> dict[str, str]:
    return {str(each.model._meta.model_name): str(each.label) for each in registers() if each.listed}


def told(count: int | None) -> str:
    """A number, or that it is kept back."""
    return KEPT_BACK if count is None or count < FEWEST else str(count)


def protected(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts with the small ones kept back, and as many of the next as it takes.

    Another table's sum less what is shown here must tell of no fewer than three things, and never of one cell alone.
    """
    shown = {name: count for name, count in counts.items() if count >= FEWEST}
    while shown and _gives_away(count for name, count in counts.items() if name not in shown):
        del shown[min(shown, key=lambda name: (shown[name], name))]
    return {name: shown.get(name) for name in counts}


def _gives_away(hidden: Iterable[int]) -> bool:
    something = [count for count in hidden if count]
    return bool(something) and (len(something) == 1 or sum(something) < FEWEST)


def _by_register() -> Table:
    rows = released().values_list("content_type__model", "marking__label").annotate(count=Count("pk"))
    models = _counted_models()
    counted = [(models[model], label, count) for model, label, count in rows.order_by()]
    return _table(_("Published, by register"), _("Register"), list(models.values()), counted)


def _by_network(networks: Iterable[Network]) -> Table:
    names = {each.pk: each.name for each in networks}
    rows = released().filter(marking__networks__in=names).values_list("marking__networks", "marking__label")
    counted = [
        (names[pk], label, count)
        for pk, label, count in rows.annotate(count=Count("pk")).order_by()
        if pk in names
    ]
    # What stands in no row is a row as well: else the sum of another table would tell of it.
    nowhere = released().exclude(marking__networks__in=names).values_list("marking__label")
    rest = _("No open network")
    counted += [(rest, label, count) for label, count in nowhere.annotate(count=Count("pk")).order_by()]
    return _table(_("Published, by network"), _("Network"), [*names.values(), rest], counted)


def _by_month() -> Table:
    months = _last_months(timezone.localdate())
    rows = released().annotate(month=TruncMonth("first_published_at"))
    found = rows.values_list("month", "marking__label").annotate(count=Count("pk")).order_by()
    earlier, names = _("Earlier"), {(each.year, each.month): _month(each) for each in months}
    counted = [
        (names.get((month.year, month.month), earlier) if month else earlier, label, count)
        for month, label, count in found
    ]
    return _table(_("Published, by month"), _("Month"), [*names.values(), earlier], counted)


def _last_months(day: date) -> list[date]:
    """The first days of this month and the eleven before, newest first."""
    numbers = [day.year * 12 + day.month - 1 - step for step in range(MONTHS)]
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _month(day: date) -> str:
    return date_format(day, "F Y")


def _table(caption: str, head: str, names: list[str], counted: Iterable[tuple[str, str, int]]) -> Table:
    columns = {label: dict.fromkeys(names, 0) for label in RELEASED}
    for name, label, count in counted:
        columns[Label(label)][name] += count
    shown = {label: protected(column) for label, column in columns.items()}
    cells = {name: [told(shown[label][name]) for label in RELEASED] for name in names}
    return _drawn(caption, head, [str(label.value) for label in RELEASED], cells)


def _seats(networks: list[Network]) -> Table:
    cells = {}
    for network, filled, vacant in occupancy(networks):
        # What is free follows from what is taken.
        both = min(filled, vacant) >= FEWEST
        cells[network.name] = [told(filled if both else None), told(vacant if both else None)]
    return _drawn(_("Seats of Member States"), _("Network"), [_("Filled"), _("Vacant")], cells)


def _drawn(caption: str, head: str, heads: list[str], cells: Mapping[str, list[str]]) -> Table:
    columns: list[dict[str, Any]] = [{"label": head}, *({"label": each, "number": True} for each in heads)]
    rows: list[dict[str, Any]] = [
        {
            "cells": [
                {"label": head, "value": name, "head": True},
                *(
                    {"label": label, "value": value, "number": True}
                    for label, value in zip(heads, values, strict=True)
                ),
            ]
        }
        for name, values in cells.items()
    ]
    return Table(caption, columns, rows)
