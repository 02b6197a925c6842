"""People, networks and notices in the matrix."""

from django.urls import reverse

from networks.access.viewer import viewer_of
from networks.audit.recording import note
from networks.events import relay
from networks.events.recording import record
from networks.library.actions.change_photo import set_photo
from networks.people.actions.tokens import make_token
from networks.people.today import today
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.enums import EndKind, MembershipState
from networks.spaces.models import Membership
from tests import factories
from tests.access.cast import CAST, KEEPERS, NETWORK
from tests.access.matrix import Stage
from tests.access.roles import EXPERTS, GUESTS
from tests.networks.library.pictures import picture

SEATED = {
    role
    for role, person in CAST.items()
    if person and not person.suspended and any(seat.network == NETWORK for seat in person.seats)
} - {"ex_member"}


def plant_network(stage: Stage) -> None:
    """Everybody reads name and introduction; mandate and rules belong to members."""
    network = stage.network
    network.introduction = stage.plant("CNRYintroduction", CAST)
    network.mandate = stage.plant("CNRYmandate", SEATED)
    network.house_rules = stage.plant("CNRYrules", SEATED)
    network.save()
    stage.door(
        "/networks/",
        *(reverse(f"spaces:{name}", args=["matrix"]) for name in ("home", "edit", "members", "invite")),
    )


def plant_member(stage: Stage) -> None:
    """A member's contacts belong to those who share the network; what is kept back belongs to nobody else."""
    person = stage.people["member"]
    person.phone = stage.plant("CNRYphone", SEATED)
    person.job_title = stage.plant("CNRYpost", {*EXPERTS, *KEEPERS, *GUESTS})
    person.about = stage.plant("CNRYabout", {"member"})
    person.hidden_fields = ["about"]
    person.save()
    photo = stage.plant("CNRYpicture", {*EXPERTS, *KEEPERS, *GUESTS})
    set_photo(viewer_of(person), picture(), photo)
    stage.door(
        reverse("photos:photo", args=[person.handle]),
        reverse("photos:own"),
        "/people/",
        "/people/?q=Given",
        "/people/?expertise=cnry",
        "/people/?q=cnry",
        "/people/?network=matrix",
        "/people/?country=PL&language=pl",
        reverse("people:profile", args=[person.handle]),
        reverse("spaces:member", args=["matrix", person.handle]),
        reverse("account_profile"),
        reverse("account_sessions"),
        reverse("account_tokens"),
        reverse("people:invite"),
    )


def plant_request(stage: Stage) -> None:
    """What somebody wrote who asks to join is for those who answer."""
    asking = factories.ExpertFactory()
    Membership.objects.create(
        network=stage.network,
        expert=asking,
        state=MembershipState.REQUESTED,
        message=stage.plant("CNRYrequest", {"lead", "administrator"}),
    )


def plant_notice(stage: Stage) -> None:
    """Why a seat was ended is told to the person who lost it and to those who manage the seats."""
    stage.plant("CNRYended", {"ex_member", "lead", "administrator"})
    relay.drain()
    stage.door(reverse("notices:list"))


def plant_standing(stage: Stage) -> None:
    """How an account stands is for the contact point of its administration and for administrators."""
    stopped = factories.ExpertFactory(administration=stage.people["ncp"].administration, suspended=True)
    seat = factories.seat(stage.network, stopped)
    reason = stage.plant("CNRYgone", {"ncp", "lead", "administrator"})
    end_membership(seat, EndKind.REMOVED, None, reason)
    record(
        "person.suspended", stopped, reason=stage.plant("CNRYstopped", {"ncp", "administrator"}), seat=seat.pk
    )
    for expert in (stopped, stage.people["member"]):
        stage.door(*(reverse(f"people:{name}", args=[expert.handle]) for name in ("standing", "off_board")))


def plant_token(stage: Stage) -> None:
    """What somebody called their tokens is their own."""
    name = stage.plant("CNRYtoken", {"contributor"})
    make_token(viewer_of(stage.people["contributor"]), name, today())


def plant_administration(stage: Stage) -> None:
    """Nobody but administrators sees the list of accounts."""
    hidden = factories.ExpertFactory(invited=True, family_name=stage.plant("CNRYinvited", {"administrator"}))
    stage.door(
        reverse("board:figures"),
        reverse("spaces:break_glass"),
        reverse("spaces:administration"),
        reverse("spaces:open"),
        reverse("spaces:platform_invite"),
        reverse("spaces:platform_person", args=[hidden.handle]),
        reverse("people:profile", args=[hidden.handle]),
    )


def plant_trail(stage: Stage) -> None:
    """What was done stands in the trail, for auditors and nobody else."""
    note(stage.plant("CNRYdone", {"auditor"}), stage.network, stage.people["member"])
    stage.door(
        reverse("audit:trail"),
        f"{reverse('audit:trail')}?person=Given",
        f"{reverse('audit:export_csv')}?action=CNRY",
        f"{reverse('audit:export_xlsx')}?action=CNRY",
    )


PLANTINGS = (
    plant_network,
    plant_member,
    plant_request,
    plant_notice,
    plant_standing,
    plant_token,
    plant_administration,
    plant_trail,
)
