"""What the page of a record shows one viewer, decided part by part."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from kb.records.access import is_author
from kb.records.actions.ask_owner import may_ask_owner, own_questions
from kb.records.enums import LISTED_STATES, OPEN_STAGES, Route, State
from kb.records.facts import rail_facts
from kb.records.following import follows
from kb.records.grade_page import fall_context
from kb.records.links import links_of, superseded_by
from kb.records.models import Record, RecordTopic, Review
from kb.records.page_actions import Action, page_actions
from kb.records.pointers import whereabouts
from kb.records.presentation import sections_of
from kb.records.submissions import submission_context
from networks.access.enums import Part
from networks.access.viewer import Viewer
from networks.access.wording import facts_to_state, readers_in_full
from networks.discussions.thread import thread_context
from networks.library.enums import IMAGES
from networks.library.models import StoredFile


@dataclass(frozen=True)
class Picture:
    """A file that is a picture, with the words that stand for it: its name, told as people write."""

    file: StoredFile
    words: str


def detail_context(viewer: Viewer, record: Record, parts: frozenset[Part]) -> dict[str, Any]:
    """Context of `records/detail.html` for whoever may read the BODY (or is shown a draft of their own)."""
    register = record.register
    bonds = links_of(viewer, record)
    submission = submission_context(record, parts)
    context = {
        "record": record,
        "register": register,
        "label": record.marking.label,
        "readers": readers_in_full(viewer, facts_to_state(record.marking)),
        "state": [*state_line(record), *submission["where"]],
        **submission,
        **fall_context(viewer, record, parts),
        **text_context(viewer, record),
        **files_context(record),
        "links": bonds,
        "superseded_by": superseded_by(bonds),
        "draft_waiting": Part.DRAFT in parts and record.has_unpublished_changes and record.live,
    }
    if Part.TALK in parts and record.state in LISTED_STATES:
        context["discussion"] = discussion_of(viewer, record)
    if register.detail_context:
        context |= register.detail_context(viewer, record)
    follower = viewer.is_active and record.live and not is_author(viewer, record)
    context["follow"] = ("stop" if follows(viewer, record) else "follow") if follower else ""
    if Part.BODY in parts and may_ask_owner(viewer, record):
        context["offered"] = Action(str(register.question), f"{record.get_absolute_url()}question/")
    context["own_questions"] = own_questions(viewer, record) if Part.BODY in parts else []
    context["actions"] = page_actions(viewer, record, parts, submission["review"], context.get("offered"))
    return context


def text_context(viewer: Viewer, record: Record) -> dict[str, Any]:
    """The text and the facts beside it, as the page and its copies show them."""
    return {
        "sections": [] if record.is_pointer else sections_of(record, record.register),
        "pointer": whereabouts(viewer, record),
        "facts": rail_facts(viewer, record),
    }


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


def files_context(record: Record) -> dict[str, Any]:
    """Files of the text: pictures apart, as they are shown and not only named."""
    files = files_of(record)
    pictures = [Picture(each, _words_of(each.name)) for each in files if each.kind in IMAGES]
    return {"pictures": pictures, "files": [each for each in files if each.kind not in IMAGES]}


def _words_of(name: str) -> str:
    return PurePath(name).stem.replace("_", " ").replace("-", " ").strip() or name


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
