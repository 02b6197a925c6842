"""What the page of a record shows one viewer, decided part by part."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kb.records.access import is_keeper, may_edit, may_keep, may_print
from kb.records.actions.release import may_request_release
from kb.records.copies import hours_in_words
from kb.records.enums import CONFIRMED_STATES, LISTED_STATES, OPEN_STAGES, READABLE_STATES, Route, State
from kb.records.links import links_of, superseded_by
from kb.records.models import Record, RecordTopic, Review
from kb.records.pointers import whereabouts
from kb.records.presentation import sections_of
from kb.records.submissions import submission_context
from networks.access import tokens
from networks.access.actions.mark import facts_of
from networks.access.enums import Part
from networks.access.viewer import Viewer
from networks.access.wording import readers_in_full
from networks.discussions.thread import thread_context
from networks.library.models import StoredFile


@dataclass(frozen=True)
class Fact:
    """One line of the rail."""

    label: str
    value: str
    url: str = ""


def detail_context(viewer: Viewer, record: Record, parts: frozenset[Part]) -> dict[str, Any]:
    """Context of `records/detail.html` for whoever may read the BODY (or is shown a draft of their own)."""
    register = record.register
    bonds = links_of(viewer, record)
    keeper = is_keeper(viewer, record)
    submission = submission_context(record, parts)
    context = {
        "record": record,
        "register": register,
        "label": record.marking.label,
        "readers": readers_in_full(viewer, facts_of(record.marking)),
        "state": [*state_line(record), *submission["where"]],
        **submission,
        **text_context(viewer, record),
        "files": files_of(record),
        "links": bonds,
        "superseded_by": superseded_by(bonds),
        "may_edit": may_edit(viewer, record),
        "may_confirm": keeper and record.state in CONFIRMED_STATES,
        "may_withdraw": keeper and record.state in READABLE_STATES,
        "may_request_release": may_request_release(viewer, record),
        "may_mark": keeper and record.state != State.WITHDRAWN,
        "may_see_history": Part.DRAFT in parts,
        "draft_waiting": Part.DRAFT in parts and record.has_unpublished_changes and record.live,
    }
    if Part.BODY in parts:
        context |= _copies(viewer, record)
    if Part.TALK in parts and record.state in LISTED_STATES:
        context["discussion"] = discussion_of(viewer, record)
    if register.detail_context:
        context |= register.detail_context(viewer, record)
    return context


def text_context(viewer: Viewer, record: Record) -> dict[str, Any]:
    """The text and the facts beside it, as the page and its copies show them."""
    return {
        "sections": [] if record.is_pointer else sections_of(record, record.register),
        "pointer": whereabouts(viewer, record),
        "facts": rail_facts(viewer, record),
    }


def _copies(viewer: Viewer, record: Record) -> dict[str, Any]:
    keeps = may_keep(viewer, record)
    return {"may_print": may_print(viewer, record), "kept_for": hours_in_words(record) if keeps else ""}


def state_line(record: Record) -> list[str]:
    """In one line: how far it is, where it comes from."""
    words = [str(State(record.state).label)] if record.state != State.PUBLISHED else []
    if record.is_pointer:
        words.append(record.pointer_words)
    if record.state in LISTED_STATES and not record.grade and record.register.route == Route.VALIDATED:
        words.append(_("Published without a grade because no validators were available"))
    if record.marking.administration:
        words.append(record.marking.administration.short_name)
    return words


def rail_facts(viewer: Viewer, record: Record) -> list[Fact]:
    """Facts of who, where and when. Names of people are for experts, as in the directory."""
    owner = record.marking.owner if tokens.EXPERTS in viewer.tokens else None
    return [
        Fact(_("Reference"), record.reference),
        Fact(_("Shared by"), record.marking.administration.name if record.marking.administration else ""),
        Fact(_("Author"), owner.full_name if owner else "", f"/people/{owner.handle}/" if owner else ""),
        Fact(_("Networks"), ", ".join(each.name for each in record.marking.networks.all())),
        Fact(_("Countries"), ", ".join(str(each) for each in record.countries.all())),
        Fact(_("Topics"), ", ".join(str(each) for each in record.topics.all())),
        Fact(_("Language"), str(record.language or "")),
        Fact(_("Review due"), _day(record.review_due)),
    ]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def files_of(record: Record) -> list[StoredFile]:
    """Files named by this text, in its order. Each is served after its own check."""
    named = [each.file_reference for each in record.attachments.all()]
    found = {file.reference: file for file in StoredFile.objects.filter(marking_id=record.marking_id)}
    return [found[reference] for reference in named if reference in found]


def open_review(record: Record) -> Review | None:
    """The review that waits, or None."""
    return record.as_record().reviews.filter(stage__in=OPEN_STAGES).first()


def discussion_of(viewer: Viewer, record: Record) -> dict[str, Any] | None:
    """The record's discussion for `discussions/thread.html`."""
    tie = RecordTopic.objects.select_related("topic__marking").filter(record=record.pk).first()
    return thread_context(viewer, tie.topic) if tie else None
