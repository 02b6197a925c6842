"""Choosing and changing who may read a record."""

from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kb.records.access import check_mark, is_keeper, may_clear, may_widen
from kb.records.actions.review import close
from kb.records.enums import OPEN_STAGES, Outcome
from kb.records.facet_values import recount
from kb.records.models import Record
from kb.records.register import Register
from networks.access import tokens
from networks.access.actions.mark import facts_of, hold, mark
from networks.access.enums import Exposure, Label, is_wider, uses
from networks.access.models import Marking
from networks.access.reading import readers_of_tokens
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.people.models import Administration, Expert
from networks.spaces.models import Membership, Network


@dataclass(frozen=True)
class MarkingChoice:
    """What an author chose."""

    label: str
    summary_label: str = ""
    networks: tuple[Network, ...] = ()
    administrations: tuple[Administration, ...] = ()
    recipients: tuple[Expert, ...] = field(default_factory=tuple)

    def applying(self) -> "MarkingChoice":
        """Without what its labels make no use of."""
        used = uses(self.label, self.summary_label)
        return MarkingChoice(
            label=self.label,
            summary_label=self.summary_label if "summary_label" in used else "",
            networks=self.networks,
            administrations=self.administrations if "administrations" in used else (),
            recipients=self.recipients if "recipients" in used else (),
        )

    def facts_on(self, facts: tokens.Facts) -> tokens.Facts:
        """The facts of a marking with this choice laid over them."""
        return replace(
            facts,
            label=self.label,
            summary_label=self.summary_label,
            networks=frozenset(each.pk for each in self.networks),
            administrations=frozenset(each.pk for each in self.administrations),
            recipients=frozenset(each.pk for each in self.recipients),
        )


def networks_to_offer(viewer: Viewer, record: Record) -> frozenset[int]:
    """Ids of further networks the contact point may bring a record into: open ones where their administration sits."""
    if not may_clear(viewer, record):
        return frozenset()
    seats = Membership.objects.active().filter(expert__administration=viewer.administration_id)
    return frozenset(seats.values_list("network_id", flat=True))


def check_choice(viewer: Viewer, register: Register, choice: MarkingChoice, held: frozenset[int]) -> None:
    """Raise ValidationError by field. `held`: ids of networks the record is in already, or that are offered for it."""
    errors: dict[str, str] = {}
    allowed = viewer.holding("contribute") | held
    if any(each.pk not in allowed for each in choice.networks):
        errors["networks"] = _("You can only choose networks in which you are a contributor.")
    if is_wider(choice.label, register.widest_label):
        errors["label"] = _("%(label)s is not allowed here. The widest label is %(widest)s.") % {
            "label": choice.label,
            "widest": register.widest_label,
        }
    if choice.summary_label:
        errors |= _check_summary_label(register, choice)
    if errors:
        raise ValidationError(errors)


def check_sendable(viewer_owner: Expert | None, choice: MarkingChoice) -> None:
    """What a submission needs: a network, and for RED somebody to read it."""
    if not choice.networks:
        raise ValidationError(
            {"networks": _("Choose at least one network. Its members will be the readers.")}
        )
    others = [each for each in choice.recipients if each != viewer_owner]
    if choice.label == Label.RED and not others:
        raise ValidationError({"recipients": _("TLP:RED is for named people. Name at least one.")})


def _check_summary_label(register: Register, choice: MarkingChoice) -> dict[str, str]:
    if not is_wider(choice.summary_label, choice.label):
        return {"summary_label": _("The label of the summary must be wider than the label of the text.")}
    if is_wider(choice.summary_label, register.widest_label):
        return {
            "summary_label": _("The widest label allowed here is %(widest)s.")
            % {"widest": register.widest_label}
        }
    return {}


def choice_of(marking: Marking) -> MarkingChoice:
    """What was chosen so far."""
    return MarkingChoice(
        label=marking.label,
        summary_label=marking.summary_label,
        networks=tuple(marking.networks.all()),
        administrations=tuple(marking.administrations.all()),
        recipients=tuple(marking.recipients.all()),
    )


@transaction.atomic
def choose_readers(viewer: Viewer, record: Record, choice: MarkingChoice) -> bool:
    """Owner, contact point or deputy choose anew who may read it. What others have seen keeps a network and readers."""
    check_mark(viewer, record)
    if record.marking.submitted or record.marking.exposure != Exposure.HIDDEN:
        check_sendable(record.marking.owner, choice)
    return change_marking(viewer, record, choice)


@transaction.atomic
def change_marking(
    viewer: Viewer, record: Record, choice: MarkingChoice, offered: frozenset[int] = frozenset()
) -> bool:
    """Apply a choice. Narrowing holds at once; letting somebody new in needs the contact point once it is out.

    Any change but narrowing ends an open review. `offered`: networks whose members asked for it. True when anything changed.
    """
    Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    marking = Marking(pk=record.marking_id)
    hold(marking)
    old = facts_of(marking)
    new = choice.facts_on(old)
    if tokens.effective(old) == tokens.effective(new):
        return False
    if not is_keeper(viewer, record):
        raise ValidationError(
            {"label": _("Only the owner and the national contact point can change who can read this.")}
        )
    check_choice(viewer, record.register, choice, old.networks | networks_to_offer(viewer, record) | offered)
    narrowing = narrows(old, new)
    if not narrowing and marking.exposure != Exposure.HIDDEN and not may_widen(viewer, record):
        raise ValidationError(
            {"label": _("This would give access to new readers. The national contact point must decide.")}
        )
    if not narrowing:
        _end_review(viewer, record)
        # The end of a review closes the draft to its validators.
        marking.refresh_from_db()
    _write(marking, choice)
    mark(marking, label=choice.label, summary_label=choice.summary_label)
    recount([record.pk])
    record.marking = marking
    record_event("record.marked", record.as_record(), actor=viewer.expert, narrowing=narrowing)
    return True


def narrows(old: tokens.Facts, new: tokens.Facts) -> bool:
    """Whether nobody gets to read anything they could not read before, were it published."""
    before = tokens.of_facts(replace(old, exposure=Exposure.PUBLISHED))
    after = tokens.of_facts(replace(new, exposure=Exposure.PUBLISHED))
    return all(_covered(before.get(part, frozenset()), found) for part, found in after.items())


def _covered(old: frozenset[str], new: frozenset[str]) -> bool:
    if tokens.ALL in old:
        return True
    return all(token in old or _head(token) in old or _is_reader(old, token) for token in new)


def _head(token: str) -> str:
    return token.partition("/")[0]


def _is_reader(old: frozenset[str], token: str) -> bool:
    kind, _colon, number = token.partition(":")
    return kind == "person" and readers_of_tokens(old).filter(pk=int(number)).exists()


def _write(marking: Marking, choice: MarkingChoice) -> None:
    marking.networks.set(choice.networks)
    marking.administrations.set(choice.administrations)
    marking.recipients.set(choice.recipients)


def _end_review(viewer: Viewer, record: Record) -> None:
    for review in record.reviews.filter(stage__in=OPEN_STAGES):
        close(review, Outcome.ENDED)
        record_event("record.review_ended", record.as_record(), actor=viewer.expert, review=review.pk)
