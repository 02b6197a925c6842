"""Who did what, when and why: events with decisions, and versions of the text that can be laid side by side."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from kb.records.comparing import differences, unchanged
from kb.records.models import Decision, Record
from kb.records.queries import readable_among
from networks.access.enums import Part
from networks.access.reading import not_known
from networks.access.viewer import Viewer
from networks.events.models import Event

WORDS = {
    "record.started": gettext_lazy("Started"),
    "record.submitted": gettext_lazy("Submitted for clearance"),
    "record.taken_back": gettext_lazy("Submission withdrawn by the author"),
    "record.returned": gettext_lazy("Returned for changes"),
    "record.review_ended": gettext_lazy("Review ended: the readers were changed"),
    "record.cleared": gettext_lazy("Cleared"),
    "record.validation_opened": gettext_lazy("Offered to validators"),
    "record.validated": gettext_lazy("Validated"),
    "record.rejected": gettext_lazy("Not validated"),
    "record.grade_lowered": gettext_lazy("Grade lowered by validators"),
    "record.published": gettext_lazy("Published"),
    "record.corrected": gettext_lazy("Corrected by a steward"),
    "record.marked": gettext_lazy("Readers changed"),
    "record.withdrawn": gettext_lazy("Withdrawn"),
    "record.confirmed": gettext_lazy("Confirmed as still correct"),
    "record.asked": gettext_lazy("Access requested"),
    "record.unconfirmed": gettext_lazy("Not confirmed in time"),
    "record.archived": gettext_lazy("Archived because it was not confirmed"),
    "record.owner_lost": gettext_lazy("The owner left"),
    "record.contact_lost": gettext_lazy("The contact person left"),
    "record.network_lost": gettext_lazy("Its network was closed"),
    "record.linked": gettext_lazy("Linked to another record"),
    "record.unlinked": gettext_lazy("A link was removed"),
    "record.superseded": gettext_lazy("Superseded by another record"),
    "record.not_superseded": gettext_lazy("No longer superseded"),
    "record.owner_named": gettext_lazy("A new owner was appointed"),
}
VERDICT_OF_KIND = {
    "record.returned": "returned",
    "record.rejected": "rejected",
    "record.validated": "validated",
    "record.cleared": "cleared",
}


@dataclass(frozen=True)
class HistoryItem:
    """One line of the history."""

    what: str
    who: str
    at: datetime
    why: str = ""
    url: str = ""
    url_label: str = ""


def history_of(record: Record, viewer: Viewer) -> list[HistoryItem]:
    """Everything, newest first: events with their reasons, and saved versions. Six queries at most.

    A link is told to those who may know the record at its other end.
    """
    items = [*_events(record, viewer), *_versions(record)]
    return sorted(items, key=lambda item: item.at, reverse=True)


def _events(record: Record, viewer: Viewer) -> list[HistoryItem]:
    about = Event.objects.filter(subject_type="records.record", subject_id=record.pk, kind__in=WORDS)
    events = list(about.select_related("actor"))
    closed = _closed_ends(events, viewer)
    decisions = Decision.objects.filter(review__record=record.pk)
    by_review = {(each.review_id, each.verdict, each.expert_id): each for each in decisions}
    return [
        HistoryItem(
            str(WORDS[event.kind]), str(event.actor or ""), event.at, _reason(event, by_review, record)
        )
        for event in events
        if event.data.get("other") not in closed
    ]


def _closed_ends(events: list[Event], viewer: Viewer) -> set[int]:
    """Of records that were linked: ids of those of which this viewer may not know."""
    others = {event.data["other"] for event in events if "other" in event.data}
    if not others:
        return set()
    readable = readable_among(viewer, list(Record.objects.filter(pk__in=others)), Part.SUMMARY)
    return others - readable


def _reason(event: Event, decisions: dict[tuple[int, str, int | None], Decision], record: Record) -> str:
    if event.kind == "record.withdrawn":
        return record.withdrawn_because
    verdict = VERDICT_OF_KIND.get(event.kind, "")
    decision = decisions.get((event.data.get("review", 0), verdict, event.actor_id))
    if decision is None:
        return ""
    grade = str(decision.get_grade_display()) if decision.grade else ""
    return ": ".join(filter(None, [grade, decision.reason]))


def revisions_of(record: Record) -> list[Revision]:
    """Versions of the text, oldest first: their place in this list is their public number, from one."""
    return list(Revision.objects.for_instance(record).select_related("user").order_by("created_at", "pk"))


def _versions(record: Record) -> list[HistoryItem]:
    found = []
    for number, revision in enumerate(revisions_of(record), start=1):
        url = f"{record.get_absolute_url()}history/{number - 1}/{number}/" if number > 1 else ""
        what = _("Version %(number)s saved") % {"number": number}
        found.append(HistoryItem(what, str(revision.user or ""), revision.created_at, url=url))
    return found


def comparison(record: Record, old: int, new: int) -> dict[str, Any]:
    """Two versions by number. The 404 of what does not exist for a number there is none of."""
    revisions = revisions_of(record)
    if not (0 < old <= len(revisions) and 0 < new <= len(revisions)):
        raise not_known()
    before, after = revisions[old - 1].as_object(), revisions[new - 1].as_object()
    return {
        "old": old,
        "new": new,
        "differences": differences(before, after),
        "unchanged": unchanged(before, after),
    }
