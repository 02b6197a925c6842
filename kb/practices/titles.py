"""What a reader is told of an adoption in lists: who adopted which practice, and what came out."""

from collections.abc import Collection, Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
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

Patterns = dict[str, Promise]

_TRYING = "trying"
_NAMED: Patterns = {
    _TRYING: gettext_lazy("%(who)s is trying “%(practice)s”"),
    AdoptionOutcome.SUCCESS: gettext_lazy("%(who)s adopted “%(practice)s”: success"),
    AdoptionOutcome.PARTIAL: gettext_lazy("%(who)s adopted “%(practice)s”: partly a success"),
    AdoptionOutcome.FAILURE: gettext_lazy("%(who)s adopted “%(practice)s”: failure"),
}
_UNNAMED: Patterns = {
    _TRYING: gettext_lazy("%(who)s is trying a practice"),
    AdoptionOutcome.SUCCESS: gettext_lazy("%(who)s adopted a practice: success"),
    AdoptionOutcome.PARTIAL: gettext_lazy("%(who)s adopted a practice: partly a success"),
    AdoptionOutcome.FAILURE: gettext_lazy("%(who)s adopted a practice: failure"),
}
_UNDER: Patterns = {
    _TRYING: gettext_lazy("%(who)s is trying this practice"),
    AdoptionOutcome.SUCCESS: gettext_lazy("%(who)s adopted this practice: success"),
    AdoptionOutcome.PARTIAL: gettext_lazy("%(who)s adopted this practice: partly a success"),
    AdoptionOutcome.FAILURE: gettext_lazy("%(who)s adopted this practice: failure"),
}


def titles_of_adoptions(viewer: Viewer, ids: Collection[int]) -> dict[int, Title]:
    """For example *Poland adopted “Lanes for empty lorries”: success*, of those whose text the viewer may read.

    Practice, status and outcome belong to the text. The practice is named where its summary may be read. Three queries.
    """
    adoptions = _readable(viewer, ids)
    known = _known(viewer, [each.adopted_practice for each in adoptions])
    return {
        each.pk: _title(each, _NAMED if each.adopted_practice_id in known else _UNNAMED) for each in adoptions
    }


def grouped_by_practice(viewer: Viewer, records: list[Record]) -> list[RowGroup]:
    """Adoptions under their practice where the viewer may know of it, in the order in which they come; the others last."""
    adoptions = {each.pk: each for each in _readable(viewer, [each.pk for each in records])}
    practice_of = {pk: each.adopted_practice for pk, each in adoptions.items()}
    known = _known(viewer, practice_of.values())
    entitle_under_practice(adoptions.values())
    groups: dict[int, RowGroup] = {}
    others: list[Record] = []
    for each in records:
        practice = practice_of.get(each.pk)
        if practice is None or practice.pk not in known:
            others.append(each)
            continue
        found = groups.setdefault(practice.pk, RowGroup(title_of(practice), practice.get_absolute_url(), []))
        found.records.append(each)
        each.shown_title = adoptions[each.pk].shown_title
    return [*groups.values(), *([RowGroup(None, "", others)] if others else [])]


def entitle_under_practice(adoptions: Iterable[Adoption]) -> None:
    """Under the title of their practice they are shown without it: *Poland adopted this practice: success*."""
    for each in adoptions:
        each.shown_title = _title(each, _UNDER)


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


def _title(adoption: Adoption, patterns: Patterns) -> Title:
    told, own = _words(adoption, patterns), adoption.title
    if not own or own.startswith(_("Adoption of %(title)s") % {"title": ""}):
        return Title(told, get_language() or "en")
    return Title(own, language_of(adoption), told, shown_in=get_language() or "en")


def _words(adoption: Adoption, patterns: Patterns) -> str:
    body = adoption.marking.administration
    words = {"who": body.short_name if body else adoption.reference}
    if patterns is _NAMED:
        practice = title_of(adoption.adopted_practice)
        words["practice"] = practice.english or practice
    finished = adoption.status == AdoptionStatus.FINISHED
    return str(patterns[adoption.outcome if finished else _TRYING]) % words
