"""What a reader is told of an adoption in lists: who adopted which practice, and what came out."""

from collections.abc import Collection, Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kb.practices.enums import AdoptionOutcome, AdoptionStatus
from kb.practices.models import Adoption, Practice
from kb.records.enums import READABLE_STATES
from kb.records.models import Record
from kb.records.queries import readable_among, readable_bodies
from kb.records.register import RowGroup
from networks.access.enums import Part
from networks.access.viewer import Viewer
from networks.text.titles import Title, language_of, title_of


def titles_of_adoptions(viewer: Viewer, ids: Collection[int]) -> dict[int, Title]:
    """For example *Poland adopted “Lanes for empty lorries”: success*, of those whose text the viewer may read.

    Practice, status and outcome belong to the text. The practice is named where its summary may be read. Three queries.
    """
    adoptions = _readable(viewer, ids)
    known = _known(viewer, [each.adopted_practice for each in adoptions])
    return {each.pk: _title(each, each.adopted_practice_id in known) for each in adoptions}


def grouped_by_practice(viewer: Viewer, records: list[Record]) -> list[RowGroup]:
    """Adoptions under their practice where the viewer may know of it, in the order in which they come; the others last."""
    practice_of = {
        each.pk: each.adopted_practice for each in _readable(viewer, [each.pk for each in records])
    }
    known = _known(viewer, practice_of.values())
    groups: dict[int, RowGroup] = {}
    others: list[Record] = []
    for each in records:
        practice = practice_of.get(each.pk)
        if practice is None or practice.pk not in known:
            others.append(each)
            continue
        found = groups.setdefault(practice.pk, RowGroup(title_of(practice), practice.get_absolute_url(), []))
        found.records.append(each)
    return [*groups.values(), *([RowGroup(None, "", others)] if others else [])]


def starting_title(practice: Practice, closed: bool) -> str:
    """What an adoption is called until its author says otherwise; of a closed practice its reference alone."""
    return (_("Adoption of %(title)s") % {"title": practice.reference if closed else practice.title})[:200]


def _readable(viewer: Viewer, ids: Collection[int]) -> list[Adoption]:
    adoptions = list(
        Adoption.objects.filter(pk__in=ids).select_related(
            "language", "marking__administration__country", "adopted_practice__language"
        )
    )
    readable = readable_bodies(viewer, adoptions)
    return [each for each in adoptions if each.pk in readable]


def _known(viewer: Viewer, practices: Iterable[Practice]) -> set[int]:
    out = [each for each in practices if each.state in READABLE_STATES]
    return readable_among(viewer, out, Part.SUMMARY)


def _title(adoption: Adoption, names_practice: bool) -> Title:
    told, own = _words(adoption, names_practice), adoption.title
    if not own or own.startswith(_("Adoption of %(title)s") % {"title": ""}):
        return Title(told, get_language() or "en")
    return Title(own, language_of(adoption), told, shown_in=get_language() or "en")


def _words(adoption: Adoption, names_practice: bool) -> str:
    body = adoption.marking.administration
    words = {"who": body.short_name if body else adoption.reference}
    if names_practice:
        practice = title_of(adoption.adopted_practice)
        words["practice"] = practice.english or practice
    return _pattern(adoption, names_practice) % words


def _pattern(adoption: Adoption, names_practice: bool) -> str:
    if adoption.status != AdoptionStatus.FINISHED:
        return _("%(who)s is trying “%(practice)s”") if names_practice else _("%(who)s is trying a practice")
    if adoption.outcome == AdoptionOutcome.SUCCESS:
        named, unnamed = (
            _("%(who)s adopted “%(practice)s”: success"),
            _("%(who)s adopted a practice: success"),
        )
    elif adoption.outcome == AdoptionOutcome.PARTIAL:
        named = _("%(who)s adopted “%(practice)s”: partly a success")
        unnamed = _("%(who)s adopted a practice: partly a success")
    else:
        named, unnamed = (
            _("%(who)s adopted “%(practice)s”: failure"),
            _("%(who)s adopted a practice: failure"),
        )
    return named if names_practice else unnamed
