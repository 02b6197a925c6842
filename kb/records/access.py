"""Who may do what with a record: side by side, raising; reading is asked of networks.access.reading."""

from django.utils.translation import gettext as _

from kb.records.copies import KEPT_HOURS, PRINTED
from kb.records.enums import OPEN_STAGES, Stage, State
from kb.records.models import Record, Review
from networks.access.acting import require
from networks.access.enums import Part
from networks.access.reading import check_read, may_read, not_known
from networks.access.viewer import Viewer
from networks.people.enums import AdministrationKind


def is_author(viewer: Viewer, record: Record) -> bool:
    """Owner or contributor of the record."""
    marking = record.marking
    return viewer.is_active and (
        marking.owner_id == viewer.expert_id or marking.contributors.filter(pk=viewer.expert_id).exists()
    )


def may_edit(viewer: Viewer, record: Record) -> bool:
    """The owner who may contribute anywhere, as its networks are theirs to choose; a contributor in one of its networks.

    So nobody whose seats are an observer's. `queries.drafts_of` says the same of contributors' rows.
    """
    if not is_author(viewer, record):
        return False
    if record.marking.owner_id == viewer.expert_id:
        return bool(viewer.holding("contribute"))
    return record.marking.networks.filter(pk__in=viewer.holding("contribute")).exists()


def may_clear(viewer: Viewer, record: Record) -> bool:
    """Contact point or deputy of the owning administration."""
    administration = record.marking.administration
    return administration is not None and viewer.holds("clear", administration)


def may_widen(viewer: Viewer, record: Record) -> bool:
    """Contact point or deputy, and nobody for a text of their own: as with clearing, the other one does it."""
    return may_clear(viewer, record) and not is_author(viewer, record)


def check_widen(viewer: Viewer, record: Record) -> None:
    """The contact point or deputy lets new readers in."""
    require(
        viewer,
        may_widen(viewer, record),
        _("Only the national contact point or deputy can decide this, and not for a text of their own."),
    )


def is_keeper(viewer: Viewer, record: Record) -> bool:
    """Owner, contact point or deputy: they look after what is out."""
    owns = viewer.is_active and record.marking.owner_id == viewer.expert_id
    return owns or may_clear(viewer, record)


def check_draft(viewer: Viewer, record: Record) -> None:
    """404 unless the viewer may read the draft."""
    check_read(viewer, record, Part.DRAFT)


def check_edit(viewer: Viewer, record: Record) -> None:
    """Authors write; others who know the record get a sentence, everybody else a 404."""
    _check_known(viewer, record)
    require(viewer, is_author(viewer, record), _("Only its authors can edit this text."))
    require(viewer, may_edit(viewer, record), _why_only_reading(viewer, record))


def _why_only_reading(viewer: Viewer, record: Record) -> str:
    if record.marking.owner_id == viewer.expert_id:
        return _(
            "You can read this text but not edit it, because you are no longer a contributor in any network. Ask a lead."
        )
    return _(
        "You can read this text but not edit it, because you are not a contributor in any of its networks."
    )


def check_create(viewer: Viewer) -> None:
    """Somebody who may contribute in at least one network."""
    allowed = bool(viewer.holding("contribute"))
    require(
        viewer, allowed, _("To share something you need the contributor role in a network. Ask its lead.")
    )


def check_clear(viewer: Viewer, review: Review) -> None:
    """The contact point clears, and nobody clears their own text."""
    check_draft(viewer, review.record)
    require(viewer, may_clear(viewer, review.record), _("Only the national contact point can decide this."))
    own = is_author(viewer, review.record) or review.submitted_by_id == viewer.expert_id
    require(
        viewer,
        not own,
        _("You cannot clear your own text. Another contact point or deputy of your administration can."),
    )


def check_validate(viewer: Viewer, review: Review) -> None:
    """A validator of one of its networks, from another Member State than the owner and the other validator."""
    check_draft(viewer, review.record)
    sentence = why_not_validate(viewer, review)
    require(viewer, not sentence, sentence)


def why_not_validate(viewer: Viewer, review: Review) -> str:
    """The sentence that refuses this person as a validator; empty when they may validate."""
    record = review.record
    networks = set(record.marking.networks.values_list("pk", flat=True))
    if not networks & viewer.holding("validate"):
        return _("Only validators of its networks can validate this text.")
    administration = viewer.expert.administration if viewer.expert else None
    if administration is None or administration.kind != AdministrationKind.MEMBER_STATE:
        return _("Only experts of Member States can validate.")
    if administration.pk == record.marking.administration_id or is_author(viewer, record):
        return _("A practice must be validated by Member States other than the one that shares it.")
    if review.decisions.filter(stage=Stage.VALIDATION, administration=administration).exists():
        return _("Your administration has already decided on this text.")
    return ""


def check_withdraw(viewer: Viewer, record: Record) -> None:
    """Owner, contact point and deputy withdraw."""
    _check_keeper(viewer, record, _("Only the owner or the national contact point can withdraw this."))


def check_mark(viewer: Viewer, record: Record) -> None:
    """Owner, contact point and deputy choose who may read it, until it is withdrawn."""
    _check_keeper(
        viewer, record, _("Only the owner or the national contact point can choose who can read this.")
    )
    out = record.state != State.WITHDRAWN
    require(viewer, out, _("This record was withdrawn and can no longer be edited."))


def check_readers_log(viewer: Viewer, record: Record) -> None:
    """Owner, contact point and deputy see who read it, also after it was withdrawn."""
    _check_keeper(viewer, record, _("Only the owner or the national contact point can see who read this."))


def may_print(viewer: Viewer, record: Record) -> bool:
    """Whether a reader of the BODY may take a print-out: where the register declares it, of the labels no page prints."""
    return _may_copy(viewer, record) and record.register.print_outs and record.marking.label in PRINTED


def may_keep(viewer: Viewer, record: Record) -> bool:
    """Whether a reader of the BODY may keep a copy offline: where the register declares it, never of TLP:RED."""
    return _may_copy(viewer, record) and record.register.offline_copies and record.marking.label in KEPT_HOURS


def check_print_out(viewer: Viewer, record: Record) -> None:
    """404 for who may not read the text, 403 where it leaves no paper of this kind."""
    check_read(viewer, record, Part.BODY)
    require(viewer, may_print(viewer, record), _("You cannot print this text."))


def check_offline_copy(viewer: Viewer, record: Record) -> None:
    """404 for who may not read the text, 403 where it is never kept on a device."""
    check_read(viewer, record, Part.BODY)
    require(viewer, may_keep(viewer, record), _("You cannot keep this text offline."))


def _may_copy(viewer: Viewer, record: Record) -> bool:
    """What was opened in an emergency ends within the hour: no copy may outlive that."""
    return viewer.is_active and record.marking_id not in viewer.opened


def check_choosing(viewer: Viewer, record: Record) -> None:
    """Whoever writes a record or looks after it sees who would read it while they choose."""
    _check_known(viewer, record)
    allowed = may_edit(viewer, record) or is_keeper(viewer, record)
    require(viewer, allowed, _("Only the owner or the national contact point can choose who can read this."))


def check_name_owner(viewer: Viewer, record: Record) -> None:
    """The contact point names an owner where there is none, also of what they may not read. Others learn nothing."""
    if record.marking.owner_id is not None or not may_clear(viewer, record):
        raise not_known()


def check_open(review: Review) -> None:
    """A decision needs a review that still waits: the second of two simultaneous ones finds it closed."""
    if review.stage not in OPEN_STAGES:
        raise AlreadyDecided


class AlreadyDecided(Exception):
    """The review has been decided in the meantime."""


def _check_keeper(viewer: Viewer, record: Record, sentence: str) -> None:
    _check_known(viewer, record)
    require(viewer, is_keeper(viewer, record), sentence)


def _check_known(viewer: Viewer, record: Record) -> None:
    if not may_read(viewer, record, Part.DRAFT):
        check_read(viewer, record, Part.SUMMARY)
