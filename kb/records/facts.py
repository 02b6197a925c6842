"""The facts beside a text: who shares it, where it belongs, when it was published, who validated it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kb.records.enums import Outcome, Stage, Verdict
from kb.records.models import Decision, Record
from networks.access import tokens
from networks.access.viewer import Viewer
from networks.text.sorting import in_order


@dataclass(frozen=True)
class Fact:
    """One line of the rail."""

    label: str
    value: str
    url: str = ""


def rail_facts(viewer: Viewer, record: Record) -> list[Fact]:
    """Facts of who, where and when. Names of people are for experts, as in the directory."""
    owner = record.marking.owner if tokens.EXPERTS in viewer.tokens else None
    body = record.marking.administration
    return [
        Fact(_("Reference"), record.reference),
        Fact(_("Shared by"), body.name if body else ""),
        Fact(_("Author"), owner.full_name if owner else "", f"/people/{owner.handle}/" if owner else ""),
        *_dates(record),
        Fact(_("Networks"), ", ".join(each.name for each in record.marking.networks.all())),
        Fact(_("Countries"), ", ".join(str(each) for each in in_order(record.countries.all()))),
        Fact(_("Topics"), ", ".join(str(each) for each in record.topics.all())),
        Fact(_("Language"), str(record.language or "")),
        Fact(_("Review due"), _day(record.review_due)),
    ]


def _dates(record: Record) -> list[Fact]:
    """When it was first published and last changed, and whose validators graded it."""
    if not record.live or record.first_published_at is None:
        return []
    published = _on(record.first_published_at)
    changed = _on(record.updated_at)
    return [
        Fact(_("Published"), published),
        Fact(_("Last updated"), changed if changed != published else ""),
        Fact(_("Validated by"), validated_by(record)),
    ]


def validated_by(record: Record) -> str:
    """For example *Finland and Romania, 3 November 2026*: states and day. Who it was and why stays with the review."""
    if not record.grade:
        return ""
    decisions = Decision.objects.filter(
        review__record=record.pk,
        review__outcome=Outcome.PUBLISHED,
        stage=Stage.VALIDATION,
        verdict=Verdict.VALIDATED,
    ).select_related("administration__country")
    latest = list(decisions.order_by("-review_id", "at", "pk")[:4])
    latest = [each for each in latest if each.review_id == latest[0].review_id]
    names = [each.administration.short_name for each in latest if each.administration]
    if not names:
        return ""
    return _("%(states)s, %(day)s") % {
        "states": get_text_list(names, _("and")),
        "day": _on(latest[-1].at),
    }


def _on(moment: datetime) -> str:
    return _day(localdate(moment))


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
