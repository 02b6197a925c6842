"""*Request release*: who reads a record and may not widen it asks its owning administration to let others read it."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kb.records.access import check_widen, may_widen
from kb.records.actions.marking import MarkingChoice, change_marking, choice_of, narrows
from kb.records.enums import READABLE_STATES, AccessRequestKind, AccessRequestState
from kb.records.models import AccessRequest, Record
from networks.access.acting import check_signed_in, require
from networks.access.actions.mark import facts_of
from networks.access.enums import Label, Part, is_wider
from networks.access.models import Marking
from networks.access.reading import check_read, may_read
from networks.access.sessions import expert_of
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.people.models import Administration
from networks.spaces.models import Network
from networks.text.characters import typed


@dataclass(frozen=True)
class Wish:
    """Who else should read it, and why."""

    reason: str
    label: str = ""
    networks: tuple[Network, ...] = ()
    administrations: tuple[Administration, ...] = ()

    def on(self, marking: Marking) -> MarkingChoice:
        """The choice of readers with this wish added: nothing is taken from anybody."""
        held = choice_of(marking)
        return replace(
            held,
            label=self.label or held.label,
            summary_label=_still_wider(held.summary_label, self.label or held.label),
            networks=tuple({each.pk: each for each in (*held.networks, *self.networks)}.values()),
            administrations=tuple(
                {each.pk: each for each in (*held.administrations, *self.administrations)}.values()
            ),
        )


def may_request_release(viewer: Viewer, record: Record) -> bool:
    """Whether asking makes sense for a reader of the text: it is out, not public, and not theirs to widen.

    Break-glass is for looking: whoever opened it asks for nobody else.
    """
    public = record.marking.label == "TLP:CLEAR"
    if not viewer.is_active or public or record.marking_id in viewer.opened:
        return False
    return record.state in READABLE_STATES and not may_widen(viewer, record)


@transaction.atomic
def request_release(viewer: Viewer, record: Record, wish: Wish) -> AccessRequest:
    """Ask. ValidationError while the same person waits, where it is too wide here, or where nobody new would read it.

    Which administrations are named, nobody learns by asking for them: that wish always stands.
    """
    check_request(viewer, record)
    # First of all: whoever waits already could go on asking what would be refused.
    asked = AccessRequest.objects.filter(
        record=record.pk, expert=viewer.expert, kind=AccessRequestKind.RELEASE
    )
    if asked.filter(state=AccessRequestState.OPEN).exists():
        raise ValidationError(_("You have already asked. You will be notified when there is an answer."))
    _check_wish(viewer, record, wish)
    request = AccessRequest.objects.create(
        record=record,
        expert=expert_of(viewer),
        kind=AccessRequestKind.RELEASE,
        label=wish.label,
        message=typed(wish.reason)[:1000],
    )
    request.networks.set(wish.networks)
    request.administrations.set(wish.administrations)
    record_event("record.release_asked", record, actor=viewer.expert, request=request.pk)
    return request


def check_request(viewer: Viewer, record: Record) -> None:
    """404 for whoever may not know the record; 403 for whoever reads no text, or decides it themselves."""
    check_signed_in(viewer)
    if not may_read(viewer, record, Part.BODY):
        check_read(viewer, record, Part.SUMMARY)
        require(viewer, False, _("You can read the summary only. Ask for access to the text first."))
    looking = record.marking_id in viewer.opened
    require(
        viewer,
        not looking,
        _("You opened this with break-glass access. Only its readers can request a release."),
    )
    allowed = may_request_release(viewer, record)
    require(
        viewer,
        allowed,
        _("You cannot request a release: this text is public, or you choose its readers yourself."),
    )


def answer_release(viewer: Viewer, request: AccessRequest, granted: bool, words: str) -> None:
    """The contact point or deputy, and nobody for a text of their own. Call in the transaction of the answer."""
    record = request.record.specific
    check_widen(viewer, record)
    if not granted:
        if not typed(words):
            raise ValidationError(_("Give a reason for declining. The person will see it."))
        return
    wish = Wish("", request.label, tuple(request.networks.all()), tuple(request.administrations.all()))
    change_marking(viewer, record, wish.on(record.marking), offered=_ids(wish.networks))


def _check_wish(viewer: Viewer, record: Record, wish: Wish) -> None:
    if not typed(wish.reason):
        raise ValidationError({"reason": _("Give a reason. The decision is based on it.")})
    if not _ids(wish.networks) <= viewer.network_ids:
        raise ValidationError({"networks": _("Choose networks of which you are a member.")})
    if wish.label and is_wider(wish.label, record.register.widest_label):
        raise ValidationError(
            {"label": _("The widest label allowed here is %s.") % record.register.widest_label}
        )
    if wish.administrations and (wish.label or record.marking.label) == Label.AMBER_STRICT:
        # Whether they are named already is for those who decide.
        return
    facts = facts_of(record.marking)
    if narrows(facts, wish.on(record.marking).facts_on(facts)):
        raise ValidationError(
            _("This would not add any readers. Choose a wider label, a network or an administration.")
        )


def _still_wider(summary_label: str, label: str) -> str:
    return summary_label if summary_label and is_wider(summary_label, label) else ""


def _ids(networks: tuple[Network, ...]) -> frozenset[int]:
    return frozenset(each.pk for each in networks)
