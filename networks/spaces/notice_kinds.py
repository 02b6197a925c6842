"""Who is told of seats and offices, in which words."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from networks.access.acting import who_may
from networks.events.models import Event
from networks.events.registry import Subject
from networks.notices.registry import Sentence, register_notice
from networks.people.models import Expert
from networks.spaces.models import Membership, Office


def of_the_seat(event: Event) -> QuerySet[Expert]:
    """The person whose seat it is."""
    return Expert.objects.filter(memberships=event.subject_id)


def both_sides(event: Event) -> QuerySet[Expert]:
    """The person and whoever invited them; the one who acted is left out later."""
    seat = Membership.objects.filter(pk=event.subject_id)
    return Expert.objects.filter(pk__in=seat.values("expert_id").union(seat.values("invited_by_id")))


def those_who_answer(event: Event) -> QuerySet[Expert]:
    """Members who may invite in the network."""
    return who_may("invite", int(event.data["network"]))


def of_the_office(event: Event) -> QuerySet[Expert]:
    """The person who holds it."""
    return Expert.objects.filter(pk__in=Office.objects.filter(pk=event.subject_id).values("expert_id"))


def saying(words: Callable[[], str]) -> Sentence:
    """A sentence with `{who}`, `{network}` and `{note}`."""

    def sentence(event: Event, subject: Subject | None) -> str:
        who = event.actor.full_name if event.actor else _("Limes")
        network = subject.title if subject else ""
        note = getattr(subject, "note", "")
        return words().format(who=who, network=network, note=note).strip()

    return sentence


register_notice("seat.offered", of_the_seat, saying(lambda: _("{who} invites you to the network {network}.")))
register_notice("seat.requested", those_who_answer, saying(lambda: _("{who} asks to join {network}. {note}")))
register_notice("seat.taken", both_sides, saying(lambda: _("{who} has confirmed a seat in {network}.")))
register_notice("seat.declined", both_sides, saying(lambda: _("{who} has declined a seat in {network}.")))
register_notice(
    "seat.refused", of_the_seat, saying(lambda: _("Your request to join {network} was not accepted. {note}"))
)
register_notice(
    "seat.removed", of_the_seat, saying(lambda: _("Your seat in {network} has been taken away. {note}"))
)
register_notice("seat.ended", of_the_seat, saying(lambda: _("Your seat in {network} has ended. {note}")))
register_notice("seat.role_changed", of_the_seat, saying(lambda: _("{who} changed your role in {network}.")))
register_notice(
    "permission.given", of_the_seat, saying(lambda: _("{who} allowed you one more thing in {network}."))
)
register_notice(
    "permission.taken", of_the_seat, saying(lambda: _("{who} took back a permission in {network}."))
)
register_notice("office.given", of_the_office, saying(lambda: _("You hold a new office: {network}.")))
