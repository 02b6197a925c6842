"""Kinds of change that take a right away from somebody who has everything open that can be open."""

from collections.abc import Callable
from dataclasses import dataclass

from kb.records.actions.marking import choice_of, choose_readers
from kb.records.actions.withdraw import withdraw
from networks.access.enums import Label
from networks.access.viewer import Viewer, viewer_of
from networks.people.actions.change_administration import change_administration
from networks.people.actions.end_sessions import end_other_sessions
from networks.people.actions.suspend import suspend
from networks.people.models import Expert
from networks.people.today import today
from networks.spaces.actions.change_role import change_role
from networks.spaces.actions.edit_space import close_network
from networks.spaces.actions.end_membership import leave_network, remove_member
from networks.spaces.actions.offices import end_office
from networks.spaces.models import Membership, Network
from tests import factories
from tests.access.clock import Clock
from tests.access.small_stage import SmallStage

Act = Callable[[SmallStage, Expert, Clock], None]


@dataclass(frozen=True)
class Loss:
    """Who loses what by which act. The record is one they read before, and of which nothing is left to them then."""

    name: str
    role: str
    record: str
    act: Act
    comes_back: bool = False
    """Whoever signs in again has what they had."""


def viewer(small: SmallStage, role: str) -> Viewer:
    """What somebody on the stage may read and do now."""
    return viewer_of(Expert.objects.get(pk=small.stage.people[role].pk))


def seat_of(small: SmallStage, person: Expert) -> Membership:
    """The seat in the network of the stage."""
    return Membership.objects.get(network=small.stage.network, expert=person)


def removed(small: SmallStage, person: Expert, clock: Clock) -> None:
    remove_member(viewer(small, "lead"), seat_of(small, person), "No longer at customs.")


def left(small: SmallStage, person: Expert, clock: Clock) -> None:
    leave_network(viewer_of(person), seat_of(small, person))


def suspended(small: SmallStage, person: Expert, clock: Clock) -> None:
    suspend(viewer(small, "administrator"), person, "Lost the telephone.")


def moved(small: SmallStage, person: Expert, clock: Clock) -> None:
    change_administration(viewer(small, "administrator"), person, factories.AdministrationFactory())


def last_day_of_the_seat(small: SmallStage, person: Expert, clock: Clock) -> None:
    Membership.objects.filter(expert=person).update(ends_on=today())
    clock.next_day()


def last_day_of_the_account(small: SmallStage, person: Expert, clock: Clock) -> None:
    Expert.objects.filter(pk=person.pk).update(expires_on=today())
    clock.next_day()


def last_day_of_the_mandate(small: SmallStage, person: Expert, clock: Clock) -> None:
    Network.objects.filter(pk=small.stage.network.pk).update(mandate_until=today())
    clock.next_day()


def last_day_of_the_office(small: SmallStage, person: Expert, clock: Clock) -> None:
    person.offices.update(ends_on=today())
    clock.next_day()


def closed(small: SmallStage, person: Expert, clock: Clock) -> None:
    close_network(viewer(small, "administrator"), small.stage.network)


def narrowed(small: SmallStage, person: Expert, clock: Clock) -> None:
    _choose(small, "OutGreen", Label.AMBER, None)


def taken_off_the_named(small: SmallStage, person: Expert, clock: Clock) -> None:
    _choose(small, "OutRed", Label.RED, person)


def _choose(small: SmallStage, name: str, label: str, without: Expert | None) -> None:
    record = small.record(name)
    chosen = choice_of(record.marking)
    recipients = tuple(each for each in chosen.recipients if each != without)
    choice = type(chosen)(label, "", chosen.networks, chosen.administrations, recipients)
    choose_readers(viewer(small, "owner"), record, choice)


def withdrawn(small: SmallStage, person: Expert, clock: Clock) -> None:
    withdraw(viewer(small, "owner"), small.record("OutAmber").as_record(), "It was wrong.")


def role_taken(small: SmallStage, person: Expert, clock: Clock) -> None:
    change_role(viewer(small, "lead"), seat_of(small, person), "member")


def office_taken(small: SmallStage, person: Expert, clock: Clock) -> None:
    end_office(viewer(small, "administrator"), person.offices.get())


def signed_out_elsewhere(small: SmallStage, person: Expert, clock: Clock) -> None:
    end_other_sessions(viewer_of(person), None)


LOSSES = (
    Loss("removed from the network", "member", "OutAmber", removed),
    Loss("left the network", "member", "OutAmber", left),
    Loss("suspended", "member", "OutAmber", suspended),
    Loss("moved to another administration", "colleague", "OutStrict", moved),
    Loss("the last day of the seat is over", "member", "OutAmber", last_day_of_the_seat),
    Loss("the last day of the account is over", "member", "OutAmber", last_day_of_the_account),
    Loss("the last day of the mandate is over", "member", "OutAmber", last_day_of_the_mandate),
    Loss("the last day of the office is over", "own_ncp", "OutAmber", last_day_of_the_office),
    Loss("the network was closed", "member", "OutAmber", closed),
    Loss("the label was narrowed", "stranger", "OutGreen", narrowed),
    Loss("no longer among the named", "named", "OutRed", taken_off_the_named),
    Loss("the record was withdrawn", "member", "OutAmber", withdrawn),
    Loss("the role of a validator was taken", "validator", "OfferedAmber", role_taken),
    Loss("the contributor left the network", "contributing", "DraftAmber", left),
    Loss("the office was taken", "own_ncp", "OutAmber", office_taken),
    Loss("the session was ended elsewhere", "member", "OutAmber", signed_out_elsewhere, comes_back=True),
)
