"""Linking one record to another, and taking a link away. One that supersedes changes the state of the other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kb.records.access import check_edit, is_keeper
from kb.records.enums import LISTED_STATES, LinkKind, State
from kb.records.links import record_named
from kb.records.models import Record, RecordLink
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event


@transaction.atomic
def link(viewer: Viewer, record: Record, other: str, kind: LinkKind) -> None:
    """Authors say how their record bears on another one they may read. `other`: its reference or address."""
    check_edit(viewer, record)
    source, target = _locked(record, record_named(viewer, other))
    _check_new(source, target, kind)
    if kind == LinkKind.SUPERSEDES:
        _supersede(viewer, source, target)
    RecordLink.objects.create(source=source, target=target, kind=kind, made_by=viewer.expert)
    record_event("record.linked", source, actor=viewer.expert, other=target.pk, link=kind.value)


@transaction.atomic
def unlink(viewer: Viewer, record: Record, other: str, kind: LinkKind) -> None:
    """Authors take back what their record said. What it superseded is published again."""
    check_edit(viewer, record)
    source, target = _locked(record, record_named(viewer, other))
    removed, _by_model = RecordLink.objects.filter(source=source, target=target, kind=kind).delete()
    if not removed:
        return
    if kind == LinkKind.SUPERSEDES:
        _check_keeps(viewer, target)
        _publish_again(viewer, target)
    record_event("record.unlinked", source, actor=viewer.expert, other=target.pk, link=kind.value)


def release_superseded(viewer: Viewer, record: Record) -> None:
    """What a record superseded is published again: the record itself goes, so it takes nobody's place any more.

    Call it in the transaction that takes the record out, whose row is locked. `viewer`: a visitor where nobody decided it.
    """
    links = RecordLink.objects.filter(source=record.pk, kind=LinkKind.SUPERSEDES)
    targets = (
        Record.objects.select_for_update(of=("self",)).filter(pk__in=links.values("target")).order_by("pk")
    )
    for target in targets:
        _publish_again(viewer, target)
    links.delete()


def _locked(record: Record, other: Record) -> tuple[Record, Record]:
    """Both rows until the transaction ends, always in the same order: of two people who link at once, one waits."""
    pks = {record.pk, other.pk}
    rows = Record.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    found = {each.pk: each for each in rows}
    return found[record.pk], found[other.pk]


def _check_new(source: Record, target: Record, kind: LinkKind) -> None:
    if source.state == State.WITHDRAWN:
        raise ValidationError(_("This record was withdrawn and can no longer be edited."))
    if source == target:
        raise ValidationError({"other": _("A record cannot be linked to itself.")})
    if RecordLink.objects.filter(source=source, target=target, kind=kind).exists():
        raise ValidationError({"other": _("This link already exists.")})


def _check_keeps(viewer: Viewer, target: Record) -> None:
    if not is_keeper(viewer, target):
        raise ValidationError(
            {
                "kind": _(
                    "Only the owner or the national contact point of the other record can mark it as superseded."
                )
            }
        )


def _supersede(viewer: Viewer, source: Record, target: Record) -> None:
    _check_keeps(viewer, target)
    if source.state not in LISTED_STATES:
        raise ValidationError({"kind": _("Publish this record first. It can then supersede another record.")})
    if target.state not in LISTED_STATES:
        raise ValidationError({"kind": _("Only a published record can be superseded, and only once.")})
    target.state = State.SUPERSEDED
    target.save(update_fields=["state"])
    record_event("record.superseded", target, actor=viewer.expert, by=source.pk)


def _publish_again(viewer: Viewer, target: Record) -> None:
    if target.state != State.SUPERSEDED:
        return
    target.state = State.PUBLISHED
    target.save(update_fields=["state"])
    record_event("record.not_superseded", target, actor=viewer.expert)
