"""How an account stands, for those who look after it: its seats, how they ended, its offices, what happened to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.access.viewer import Viewer
from networks.events.models import Event
from networks.people.access import may_off_board
from networks.people.consequences import Consequence, register_consequences
from networks.people.models import Expert
from networks.people.today import today
from networks.spaces.access import administers
from networks.spaces.actions.hand_over import leads
from networks.spaces.enums import OPEN_STATES
from networks.spaces.heirs import heirs_of_lead, heirs_of_office
from networks.spaces.models import Membership, Office

HAPPENED = {
    "person.accepted": gettext_lazy("Accepted the invitation"),
    "person.suspended": gettext_lazy("Account suspended"),
    "person.restored": gettext_lazy("Account reactivated"),
    "person.expired": gettext_lazy("Account expired"),
    "person.left": gettext_lazy("Left the administration"),
}
MOST = 50


@dataclass(frozen=True)
class Happening:
    """One line of an account's history."""

    words: str
    event: Event
    reason: str


def standing_of(viewer: Viewer, expert: Expert) -> dict[str, Any]:
    """Context of `people/standing.html`."""
    return {
        "person": expert,
        "state": state_in_words(expert),
        "seats": seats_of_person(expert),
        "offices": Office.objects.active().filter(expert=expert),
        "history": history_of(expert),
        "may_off_board": expert.left_at is None and may_off_board(viewer, expert),
    }


def state_in_words(expert: Expert) -> str:
    """Whether the account counts today, and if not, why."""
    if expert.left_at is not None:
        return _("Has left")
    if not expert.is_active:
        return _("Account suspended")
    if expert.confirmed_at is None:
        return _("Invited")
    return _("Active") if expert.is_active_on(today()) else _("Account expired")


def seats_of_person(expert: Expert) -> QuerySet[Membership]:
    """Every seat, the open ones first, with how it ended."""
    rows = Membership.objects.filter(expert=expert).select_related("network", "ended_by")
    return rows.order_by(F("ended_at").asc(nulls_first=True), "-pk")[:MOST]


def history_of(expert: Expert) -> list[Happening]:
    """What happened to the account, newest first."""
    about = Q(subject_type="people.expert", subject_id=expert.pk, kind__in=HAPPENED)
    events = Event.objects.filter(about).select_related("actor").order_by("-pk")[:MOST]
    return [Happening(str(HAPPENED[each.kind]), each, str(each.data.get("reason", ""))) for each in events]


def seats_that_end(viewer: Viewer, expert: Expert) -> Iterable[Consequence]:
    """Seats by network and role; of a lead also who inherits, for those who know who leads there."""
    seats = list(
        Membership.objects.filter(expert=expert, state__in=OPEN_STATES)
        .select_related("network")
        .order_by("pk")
    )
    if seats:
        words = ngettext("One membership ends.", "%(count)s memberships end.", len(seats)) % {
            "count": len(seats)
        }
        names = [
            f"{seat.network.name}: {seat.get_role_display()}{_inherited_lead(viewer, seat)}" for seat in seats
        ]
        yield Consequence(words, tuple(names))


def _inherited_lead(viewer: Viewer, seat: Membership) -> str:
    if not leads(seat.role):
        return ""
    if seat.network_id in viewer.network_ids or administers(viewer):
        return _inherited(heirs_of_lead(seat), _("The network will have no lead."))
    return f". {_('Taken over by the other leads; otherwise an administrator appoints a lead')}"


def offices_that_end(viewer: Viewer, expert: Expert) -> Iterable[Consequence]:
    """Offices; of a contact point also who inherits."""
    offices = list(Office.objects.active().filter(expert=expert).select_related("administration"))
    if offices:
        words = ngettext("One office ends.", "%(count)s offices end.", len(offices)) % {"count": len(offices)}
        vacant = _("The administration will have no contact point.")
        items = [f"{each.get_role_display()}{_inherited(heirs_of_office(each), vacant)}" for each in offices]
        yield Consequence(words, tuple(items))


def _inherited(heirs: Iterable[Expert] | None, nobody: str) -> str:
    """Who does it from then on, behind a name; nothing where there is nothing to inherit."""
    if heirs is None:
        return ""
    names = ", ".join(each.full_name for each in heirs)
    return f". {_('Taken over by: %(names)s') % {'names': names} if names else nobody}"


def account_that_ends(viewer: Viewer, expert: Expert) -> Iterable[Consequence]:
    """The account itself, its sessions, and what others shared with it by name."""
    open_now = UserSession.objects.filter(user=expert).count()
    stops = ngettext(
        "The account is suspended at once and signed out of %(count)s browser.",
        "The account is suspended at once and signed out of %(count)s browsers.",
        open_now,
    )
    yield Consequence(stops % {"count": open_now} if open_now else _("The account is suspended at once."))
    # Without a number: it would count what names them and is nobody else's to know.
    yield Consequence(_("They lose access to texts that others shared with them by name."))


register_consequences("seats", seats_that_end, 10)
register_consequences("offices", offices_that_end, 20)
register_consequences("account", account_that_ends, 90)
