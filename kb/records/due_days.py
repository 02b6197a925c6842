"""What waits for somebody by which day: the same things and days as in their workspace, without what is for few."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kb.records import deadlines, queries
from kb.records.models import AccessRequest, Record, Review
from networks.access.enums import CLOSED_LABELS
from networks.access.viewer import Viewer
from networks.people.due_days import DueDay, register_due_days

MOST = 200


def due_days(viewer: Viewer) -> Iterable[DueDay]:
    """Seven queries whatever waits. Reviews are about drafts, so they give no title."""
    clearances = _few(queries.clearances_for(viewer), "record__")
    validations = _few(queries.validations_for(viewer), "record__")
    questions = _few(
        queries.questions_for(viewer).select_related("record__marking").order_by("asked_at"), "record__"
    )
    return chain(
        (_review(each, "clearance", _("To clear")) for each in clearances),
        (_review(each, "validation", _("To validate")) for each in validations),
        map(_question, questions),
        map(_ownerless, _few(queries.ownerless_for(viewer))),
        map(_networkless, _few(queries.networkless_for(viewer))),
        map(_confirmation, _few(queries.published_by(viewer).exclude(review_due=None))),
    )


def _few(rows: QuerySet[Any], path: str = "") -> QuerySet[Any]:
    return rows.exclude(**{f"{path}marking__label__in": CLOSED_LABELS})[:MOST]


def _review(review: Review, kind: str, words: str) -> DueDay:
    record = review.record
    path = f"{record.get_absolute_url()}review/"
    return _of(record, kind, words, day=deadlines.of_review(review), since=review.stage_since, path=path)


def _question(request: AccessRequest) -> DueDay:
    record = request.record
    return _of(
        record,
        f"question/{request.kind}/{request.expert.handle}",
        _("To answer"),
        day=deadlines.of_question(request),
        since=request.asked_at,
        path=f"{record.get_absolute_url()}questions/",
        title=record.title,
    )


def _ownerless(record: Record) -> DueDay:
    path, day = f"{record.get_absolute_url()}owner/", deadlines.of_owner(record)
    words = _("Needs a new owner")
    return _of(record, "owner", words, day=day, since=record.updated_at, path=path, title=record.title)


def _networkless(record: Record) -> DueDay:
    """Whoever cannot open it is told in the workspace whom to ask."""
    words, day = _("Needs another network"), deadlines.of_network(record)
    return _of(
        record, "network", words, day=day, since=record.updated_at, path="/workspace/", title=record.title
    )


def _confirmation(record: Record) -> DueDay:
    path, words = record.get_absolute_url(), _("To confirm")
    return _of(
        record,
        "confirmation",
        words,
        day=record.review_due,
        since=record.updated_at,
        path=path,
        title=record.title,
    )


def _of(record: Record, kind: str, words: str, **more: Any) -> DueDay:
    reference = record.reference
    return DueDay(kind, reference, words=words, reference=reference, marking=record.marking, **more)


register_due_days("records", due_days)
