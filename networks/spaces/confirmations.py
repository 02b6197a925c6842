"""What people are asked before a membership, a permission, an office or a network ends."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.access.confirming import Confirmation
from networks.access.roles import permissions_of_seat
from networks.people.models import Expert
from networks.spaces.enums import NetworkRole
from networks.spaces.models import Membership, Network, Office
from networks.spaces.who_may import PERMISSION_WORDS


def names_of(seat: Membership) -> dict[str, str]:
    """For sentences: the person and the network."""
    return {"who": seat.expert.full_name, "network": seat.network.name}


def removing(seat: Membership, reason: str) -> Confirmation:
    """Of a member."""
    return Confirmation(
        title=_("Remove %(who)s from %(network)s?") % names_of(seat),
        label=_("Remove from network"),
        cancel_url=_member_page(seat),
        sentences=[
            _("They immediately lose access to everything that is shared only with this network."),
            _("They can no longer edit drafts of this network to which they contribute."),
            _("They will be notified, with your reason: “%(reason)s”") % {"reason": reason},
            _("You can restore the membership later with the same role and permissions, except for drafts."),
        ],
    )


def changing_role(seat: Membership, role: str, capacity: str) -> Confirmation | None:
    """None where the new role takes nothing away."""
    lost = permissions_of_seat(seat.role, seat.capacity, ()) - permissions_of_seat(role, capacity, ())
    if not lost:
        return None
    words = {**names_of(seat), "role": NetworkRole(role).label}
    return Confirmation(
        title=_("Change the role of %(who)s to %(role)s?") % words,
        label=_("Change role"),
        cancel_url=_member_page(seat),
        sentences=[
            _("They immediately lose these permissions in %(network)s:") % words,
            *[str(PERMISSION_WORDS[name]) for name in PERMISSION_WORDS if name in lost],
            _("They will be notified. You can change the role back at any time."),
        ],
    )


def taking_permission(seat: Membership, codename: str) -> Confirmation:
    """Of one additional permission."""
    words = {**names_of(seat), "what": PERMISSION_WORDS.get(codename, codename)}
    return Confirmation(
        title=_("Remove a permission from %(who)s?") % words,
        label=_("Remove permission"),
        cancel_url=_member_page(seat),
        sentences=[
            _("They immediately lose this permission in %(network)s: %(what)s.") % words,
            _("They will be notified. You can grant it again at any time."),
        ],
    )


def taking_back(network: Network, called: str) -> Confirmation:
    """Of an invitation."""
    return Confirmation(
        title=_("Withdraw the invitation to %(who)s?") % {"who": called},
        label=_("Withdraw invitation"),
        cancel_url=reverse("spaces:members", args=[network.slug]),
        sentences=[_("It can no longer be accepted. You can send a new invitation at any time.")],
    )


def leaving(network: Network) -> Confirmation:
    """Of one's own membership."""
    return Confirmation(
        title=_("Leave %(network)s?") % {"network": network.name},
        label=_("Leave network"),
        cancel_url=network.get_absolute_url(),
        sentences=[
            _("You immediately lose access to everything that is shared only with this network."),
            _("To come back you need a new invitation."),
        ],
    )


def closing(network: Network) -> Confirmation:
    """Of a network."""
    members = Membership.objects.active().filter(network=network).count()
    ending = ngettext("%(count)s membership ends now.", "%(count)s memberships end now.", members)
    return Confirmation(
        title=_("Close %(network)s?") % {"network": network.name},
        label=_("Close network"),
        cancel_url=reverse("spaces:administration"),
        sentences=[
            ending % {"count": members},
            _("Open invitations and requests to join end as well. The members will be notified."),
            _(
                "Owners and national contact points keep access to their records and are asked to choose another network."
            ),
            _("This cannot be undone: a closed network is not opened again."),
        ],
    )


def ending_office(office: Office, person: Expert) -> Confirmation:
    """Of an office."""
    words = {"who": person.full_name, "office": office.get_role_display()}
    return Confirmation(
        title=_("End the appointment of %(who)s?") % words,
        label=_("End appointment"),
        cancel_url=_person_page(person),
        sentences=[
            _("%(who)s is no longer %(office)s and immediately loses all permissions of this office.")
            % words,
            _("You can appoint the person again at any time."),
        ],
    )


def moving(person: Expert) -> Confirmation:
    """To another administration."""
    return Confirmation(
        title=_("Move %(who)s to another administration?") % {"who": person.full_name},
        label=_("Move"),
        cancel_url=_person_page(person),
        sentences=[
            _(
                "Their memberships and offices end now, and they no longer own or edit records of the old administration."
            ),
            _("This cannot be undone."),
        ],
    )


def suspending(person: Expert) -> Confirmation:
    """Of an account."""
    return Confirmation(
        title=_("Suspend the account of %(who)s?") % {"who": person.full_name},
        label=_("Suspend account"),
        cancel_url=_person_page(person),
        sentences=[
            _("The person is signed out everywhere and cannot sign in."),
            _("Memberships and offices stay, but give no access until you reactivate the account."),
        ],
    )


def _member_page(seat: Membership) -> str:
    return reverse("spaces:member", args=[seat.network.slug, seat.expert.handle])


def _person_page(person: Expert) -> str:
    return reverse("spaces:platform_person", args=[person.handle])
