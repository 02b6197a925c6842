"""Columns of exports and of the API, by the kind of field they show."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kb.records.models import Record
from kb.records.register import Column, Words
from networks.access.enums import Part
from networks.text.zones import THIS_ZONE


def field(name: str, label: Words, part: Part = Part.BODY) -> Column:
    """A plain field; None is empty, numbers and dates stay what they are, related rows go by their name."""

    def value(record: Record) -> Any:
        found = getattr(record, name)
        if found is None or isinstance(found, (str, int, float, bool, date)):
            return found
        if isinstance(found, Decimal):
            return int(found) if found == int(found) else float(found)
        return str(found)

    return Column(name, label, value, part)


def choice(name: str, label: Words, part: Part = Part.BODY) -> Column:
    """A field with choices: its code, which stays the same in every language."""
    return field(name, label, part)


def terms(name: str, label: Words, part: Part = Part.BODY) -> Column:
    """Codes of a list of vocabulary entries."""
    return Column(name, label, lambda record: [each.code for each in getattr(record, name).all()], part)


def rows(name: str, label: Words, part: Part = Part.BODY) -> Column:
    """Child rows, each by its own words."""
    return Column(name, label, lambda record: [str(each) for each in getattr(record, name).all()], part)


def _networks(record: Record) -> list[str]:
    return [each.slug for each in record.marking.networks.all()]


def _administration(record: Record) -> str:
    return record.marking.administration.code if record.marking.administration else ""


def _contact(record: Record) -> str:
    """Address and the page of the person: a name is for those who may open that page."""
    person = record.contact_person
    found = (record.contact_address, f"/people/{person.handle}/" if person else "")
    return ", ".join(each for each in found if each)


def common_columns() -> tuple[Column, ...]:
    """What every record has: first the SUMMARY, then networks and text."""
    return (
        Column("reference", _("Reference"), lambda r: r.reference, Part.SUMMARY),
        Column("title", _("Title"), lambda r: r.title, Part.SUMMARY),
        Column("summary", _("Summary"), lambda r: r.summary, Part.SUMMARY),
        Column("title_en", _("Title in English"), lambda r: r.title_en, Part.SUMMARY),
        Column("summary_en", _("Summary in English"), lambda r: r.summary_en, Part.SUMMARY),
        Column("language", _("Language"), lambda r: r.language.code if r.language else "", Part.SUMMARY),
        Column("tlp", _("Label"), lambda r: r.marking.label, Part.SUMMARY),
        Column("state", _("State"), lambda r: r.state, Part.SUMMARY),
        Column("grade", _("Evidence"), lambda r: r.grade, Part.SUMMARY),
        Column(
            "updated",
            format_lazy(_("Changed ({zone})"), zone=THIS_ZONE),
            lambda r: r.updated_at,
            Part.SUMMARY,
        ),
        Column("administration", _("Administration"), _administration, Part.SUMMARY),
        terms("countries", _("Countries"), Part.SUMMARY),
        terms("topics", _("Topics"), Part.SUMMARY),
        Column("url", _("Address"), lambda r: r.get_absolute_url(), Part.SUMMARY),
        Column("pointer", _("Content is elsewhere"), lambda r: r.is_pointer, Part.SUMMARY),
        Column("held_by", _("Content held by"), lambda r: r.holder, Part.BODY),
        Column("ask", _("Whom to ask"), _contact, Part.BODY),
        field("how_to_ask", _("How to ask")),
        Column("networks", _("Networks"), _networks, Part.BODY),
        field("body", _("Text")),
    )
