"""Who is told of seats, offices and accounts, in which words."""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from networks.access.acting import who_may
from networks.events.models import Event
from networks.events.registry import Subject
from networks.notices.registry import Sentence, register_notice
from networks.people.models import Administration, Expert
from networks.spaces.actions.end_membership import OFFER_OVER
from networks.spaces.actions.hand_over import CONTACT_GONE, LEAD_GONE
from networks.spaces.glass_notices import keepers, opened
from networks.spaces.heirs import administering, clearing, leading
from networks.spaces.models import Membership, Network, Office


def of_the_seat(event: Event) -> QuerySet[Expert]:
    """The person whose seat it is."""
    return Expert.objects.filter(memberships=event.subject_id)


def both_sides(event: Event) -> QuerySet[Expert]:
    """The person, and whoever invited them where they may still know who sits there; the one who acted is left out later."""
    seat = Membership.objects.select_related("expert__administration").filter(pk=event.subject_id).first()
    if seat is None:
        return Expert.objects.none()
    sitting = Q(pk__in=Membership.objects.active().filter(network=seat.network_id).values("expert_id"))
    accounts = Q(pk__in=administering().values("pk"))
    if seat.expert.administration is not None:
        accounts |= Q(pk__in=clearing(seat.expert.administration).values("pk"))
    inviter = Q(pk=seat.invited_by_id) & (sitting | accounts)
    return Expert.objects.filter(Q(pk=seat.expert_id) | inviter)


def those_who_answer(event: Event) -> QuerySet[Expert]:
    """Members who may invite in the network."""
    return who_may("invite", int(event.data["network"]))


def of_the_office(event: Event) -> QuerySet[Expert]:
    """The person who holds it."""
    return Expert.objects.filter(pk__in=Office.objects.filter(pk=event.subject_id).values("expert_id"))


def those_who_lead(event: Event) -> QuerySet[Expert]:
    """Who leads the network now; where nobody does, those who name leads."""
    network = Network(pk=event.subject_id)
    return leading(network) if leading(network).exists() else administering()


def those_who_clear(event: Event) -> QuerySet[Expert]:
    """Who clears for the administration now; where nobody does, those who name contact points."""
    administration = Administration(pk=event.subject_id)
    return clearing(administration) if clearing(administration).exists() else administering()


def who_was_there(event: Event) -> str:
    """The name of who led or cleared before."""
    expert = Expert.objects.filter(pk=event.data.get("expert", 0)).first()
    return expert.full_name if expert else _("Somebody who left")


def lead_gone(event: Event, subject: Subject | None) -> str:
    """To the deputies, or to the administrators where there are none."""
    words = {"who": who_was_there(event), "network": subject.title if subject else ""}
    if leading(Network(pk=event.subject_id)).exists():
        return _("{who} no longer leads {network}. You take over their open tasks.").format(**words)
    return _("{who} no longer leads {network}. The network has no lead now. Appoint one.").format(**words)


def contact_gone(event: Event, subject: Subject | None) -> str:
    """To the deputy, or to the administrators where there is none."""
    words = {"who": who_was_there(event), "body": subject.title if subject else ""}
    if clearing(Administration(pk=event.subject_id)).exists():
        return _("{who} is no longer contact point of {body}. You take over their open tasks.").format(
            **words
        )
    return _("{who} is no longer contact point of {body}, and there is no deputy. Appoint one.").format(
        **words
    )


def contact_points_of_account(event: Event) -> QuerySet[Expert]:
    """Contact point and deputy of the administration of an account."""
    own = Administration.objects.filter(experts=event.subject_id).first()
    return clearing(own) if own else administering()


def saying(words: Callable[[], str]) -> Sentence:
    """A sentence with `{who}`, `{network}`, `{asked}` and `{ended}`, the reason for an end."""

    def sentence(event: Event, subject: Subject | None) -> str:
        who = event.actor.full_name if event.actor else _("Limes")
        network = subject.title if subject else ""
        asked, ended = getattr(subject, "asked", ""), getattr(subject, "ended", "")
        return words().format(who=who, network=network, asked=asked, ended=ended).strip()

    return sentence


register_notice(
    "seat.offered",
    of_the_seat,
    saying(lambda: _("{who} invites you to the network {network}.")),
    always=True,
)
register_notice(
    "seat.requested", those_who_answer, saying(lambda: _("{who} asks to join {network}. {asked}"))
)
register_notice("seat.taken", both_sides, saying(lambda: _("{who} accepted the invitation to {network}.")))
register_notice("seat.declined", both_sides, saying(lambda: _("{who} declined the invitation to {network}.")))
register_notice(
    "seat.refused", of_the_seat, saying(lambda: _("Your request to join {network} was declined. {ended}"))
)
register_notice(
    "seat.removed", of_the_seat, saying(lambda: _("You are no longer a member of {network}. {ended}"))
)
register_notice(
    "seat.restored",
    of_the_seat,
    saying(lambda: _("{who} restored your membership of {network}.")),
)
register_notice(
    "seat.ended", of_the_seat, saying(lambda: _("Your membership of {network} has ended. {ended}"))
)
register_notice(OFFER_OVER, of_the_seat, saying(lambda: _("The invitation to {network} is no longer valid.")))
register_notice("seat.role_changed", of_the_seat, saying(lambda: _("{who} changed your role in {network}.")))
register_notice(
    "permission.given",
    of_the_seat,
    saying(lambda: _("{who} granted you an additional permission in {network}.")),
)
register_notice(
    "permission.taken", of_the_seat, saying(lambda: _("{who} removed one of your permissions in {network}."))
)
register_notice("glass.opened", keepers, opened, always=True)
register_notice(LEAD_GONE, those_who_lead, lead_gone)
register_notice(CONTACT_GONE, those_who_clear, contact_gone)
register_notice(
    "person.expired",
    contact_points_of_account,
    saying(lambda: _("The account of {network} has expired. If they have left, confirm it on their page.")),
)
register_notice("office.given", of_the_office, saying(lambda: _("You have been appointed: {network}.")))
