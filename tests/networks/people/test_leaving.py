"""Somebody leaves: one action ends everything, says beforehand what will happen, and nothing is orphaned."""

from unittest import mock

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from kb.records.models import Record
from networks.access import reading
from networks.access.enums import Label, Part
from networks.access.epoch import current_epoch
from networks.access.models import ExtraPermission
from networks.access.viewer import viewer_of
from networks.audit.models import AuditEntry
from networks.events import relay
from networks.events.models import Delivery, Event
from networks.notices.enums import MailState
from networks.notices.models import Mail
from networks.people.actions.invite_person import Newcomer, invite_person
from networks.people.actions.off_board import off_board
from networks.people.actions.suspend import restore
from networks.people.models import Expert, Invitation
from networks.spaces.actions.change_role import change_role
from networks.spaces.enums import EndKind, MembershipState, NetworkRole, OfficeRole
from networks.spaces.models import Membership
from tests import factories
from tests.conftest import BACKEND
from tests.kb.world import World, make_world

pytestmark = pytest.mark.django_db
WHY = "Retired in May"


@pytest.fixture
def ncp() -> Expert:
    expert = factories.ExpertFactory()
    factories.office(expert, OfficeRole.NCP)
    return expert


@pytest.fixture
def colleague(ncp: Expert) -> Expert:
    return factories.ExpertFactory(administration=ncp.administration)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def fresh(expert: Expert) -> Expert:
    return Expert.objects.get(pk=expert.pk)


def address(expert: Expert, page: str) -> str:
    return f"/people/{expert.handle}/{page}/"


def test_everything_somebody_held_ends_in_one_action(ncp: Expert, colleague: Expert) -> None:
    network, body = factories.NetworkFactory(), ncp.administration
    seat = factories.seat(network, colleague, NetworkRole.CONTRIBUTOR)
    factories.extra(seat, "validate")
    owned = factories.marking(Label.AMBER, networks=[network], owner=colleague, administration=body)
    helped = factories.marking(Label.AMBER, networks=[network], contributors=[colleague])
    named = factories.marking(Label.RED, networks=[network], recipients=[colleague])
    before = current_epoch()
    off_board(viewer_of(ncp), colleague, WHY)
    assert viewer_of(fresh(colleague)).tokens == {"all"}
    assert current_epoch() > before
    restore(viewer_of(factories.administrator()), fresh(colleague))
    viewer = viewer_of(fresh(colleague))
    assert viewer.is_active
    assert viewer.grants == frozenset()
    for marking in (owned, helped, named):
        assert all(not viewer.tokens & reading.tokens_of(marking, part) for part in Part)
    assert ExtraPermission.objects.filter(membership__state=MembershipState.ACTIVE).count() == 0


def test_it_is_one_event_and_every_loss_stands_in_the_trail(ncp: Expert, colleague: Expert) -> None:
    network = factories.NetworkFactory()
    factories.seat(network, colleague)
    owned = factories.marking(
        Label.AMBER, networks=[network], owner=colleague, administration=ncp.administration
    )
    off_board(viewer_of(ncp), colleague, WHY)
    left = Event.objects.get(kind="person.left")
    assert (left.actor, left.data["markings"], left.data["how"]) == (ncp, [owned.pk], "departed")
    noted = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"person.left", "seat.ended", "marking.changed"} <= noted


def test_the_seat_keeps_how_it_ended_by_whom_and_when(ncp: Expert, colleague: Expert) -> None:
    factories.seat(factories.NetworkFactory(), colleague)
    off_board(viewer_of(ncp), colleague, WHY)
    seat = Membership.objects.get(expert=colleague)
    assert (seat.end_kind, seat.ended_by, seat.ended_because) == (EndKind.DEPARTED, ncp, "")
    assert seat.ended_at is not None


def test_open_sessions_and_invitations_end(ncp: Expert, colleague: Expert) -> None:
    browser = Client()
    browser.force_login(colleague, backend=BACKEND)
    browser.get("/workspace/")
    assert UserSession.objects.filter(user=colleague).count() == 1
    off_board(viewer_of(ncp), colleague, WHY)
    assert browser.get("/workspace/").status_code == 404
    assert UserSession.objects.count() == 0
    invited = factories.ExpertFactory(administration=ncp.administration, invited=True)
    newcomer = Newcomer(invited.email, invited.given_name, invited.family_name, ncp.administration)
    invite_person(viewer_of(ncp), newcomer)
    off_board(viewer_of(ncp), invited, WHY)
    assert not any(each.is_open() for each in Invitation.objects.filter(expert=invited))


def test_a_mail_that_was_queued_before_is_not_sent_after(ncp: Expert, colleague: Expert) -> None:
    network = factories.NetworkFactory()
    lead = factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD)
    seat = factories.seat(network, colleague)
    change_role(viewer_of(lead.expert), seat, NetworkRole.CONTRIBUTOR)
    with mock.patch("django.core.mail.message.EmailMessage.send", side_effect=ConnectionRefusedError):
        relay.run_once()
    assert Mail.objects.get(kind="seat.role_changed").state == MailState.WAITING
    off_board(viewer_of(ncp), colleague, WHY)
    Delivery.objects.update(due_at=factories.timezone.now())
    relay.drain()
    assert Mail.objects.get(kind="seat.role_changed").state == MailState.DROPPED
    assert colleague.email not in {each for sent in mail.outbox for each in sent.to}


def test_records_go_to_the_queue_and_those_about_the_person_are_erased(world: World) -> None:
    practice = world.publish(title="Lanes for empty lorries")
    off_board(world.viewer("ncp"), world.people["author"], WHY)
    relay.drain()
    page = world.browser("ncp").get("/workspace/").content.decode()
    assert "Needs a new owner" in page
    assert practice.reference in page or "Lanes for empty lorries" in page
    assert Record.objects.get(pk=practice.pk).marking.owner is None


def test_the_page_says_beforehand_what_will_happen(world: World) -> None:
    world.publish(title="Lanes for empty lorries")
    world.share(title="Not sent to anybody", save="draft", key="b2ad3a30-7f0a-4f35-8c2c-0a1b2c3d4e5f")
    page = world.browser("ncp").get(address(world.people["author"], "left")).content.decode()
    assert "One text will need a new owner" in page
    assert "Lanes for empty lorries" in page
    assert "Not sent to anybody" not in page
    assert "The same applies to anything else they own" in page
    assert world.network.name in page
    assert world.browser("author").get("/workspace/").status_code == 200


def test_the_pages_do_it_and_show_it(signed_in: object, ncp: Expert, colleague: Expert) -> None:
    network = factories.NetworkFactory(name="Risk")
    factories.seat(network, colleague)
    browser = signed_in(ncp)
    assert "This person has left" in browser.get(address(colleague, "account")).content.decode()
    browser.post(address(colleague, "left"), {"reason": ""})
    assert fresh(colleague).left_at is None
    browser.post(address(colleague, "left"), {"reason": WHY})
    page = browser.get(address(colleague, "account")).content.decode()
    for words in ("Has left", WHY, "Left the administration", ncp.full_name):
        assert words in page
    assert browser.get(address(colleague, "left")).status_code == 302


def test_nobody_else_may_say_it(ncp: Expert, colleague: Expert) -> None:
    for stranger in (factories.ExpertFactory(), factories.ExpertFactory(administration=ncp.administration)):
        with pytest.raises(PermissionDenied):
            off_board(viewer_of(stranger), colleague, WHY)
    with pytest.raises(PermissionDenied):
        off_board(viewer_of(ncp), factories.ExpertFactory(), WHY)
    with pytest.raises(PermissionDenied):
        off_board(viewer_of(ncp), ncp, WHY)


def test_who_holds_an_office_is_off_boarded_by_administrators(ncp: Expert, colleague: Expert) -> None:
    factories.office(colleague, OfficeRole.DEPUTY_NCP)
    for one, other in ((ncp, colleague), (colleague, ncp)):
        with pytest.raises(PermissionDenied):
            off_board(viewer_of(one), other, WHY)
    off_board(viewer_of(factories.administrator()), ncp, WHY)
    assert fresh(ncp).left_at is not None


def test_it_is_said_once_and_with_a_reason(ncp: Expert, colleague: Expert) -> None:
    with pytest.raises(ValidationError):
        off_board(viewer_of(ncp), colleague, "  ")
    off_board(viewer_of(ncp), colleague, WHY)
    with pytest.raises(ValidationError):
        off_board(viewer_of(ncp), fresh(colleague), WHY)


def test_the_deputy_of_a_contact_point_is_told_and_holds_the_tasks(world: World) -> None:
    deputy = factories.ExpertFactory(administration=world.people["ncp"].administration)
    factories.office(deputy, OfficeRole.DEPUTY_NCP)
    world.people["the_deputy"] = deputy
    waiting = world.share(title="Waits for clearance")
    off_board(viewer_of(factories.administrator()), world.people["ncp"], WHY)
    relay.drain()
    told = [
        each for each in mail.outbox if deputy.email in each.to and "no longer contact point" in each.subject
    ]
    assert len(told) == 1
    assert waiting.title in world.browser("the_deputy").get("/workspace/").content.decode()


def test_where_nobody_clears_any_more_the_administrators_are_told(ncp: Expert) -> None:
    administrator, other = factories.administrator(), factories.administrator()
    off_board(viewer_of(administrator), ncp, WHY)
    relay.drain()
    assert [each.to for each in mail.outbox if "there is no deputy" in each.body] == [[other.email]]


def test_the_deputy_of_a_lead_is_told(ncp: Expert, colleague: Expert) -> None:
    network = factories.NetworkFactory(name="Risk")
    factories.seat(network, colleague, NetworkRole.LEAD)
    deputy = factories.seat(network, factories.ExpertFactory(), NetworkRole.DEPUTY).expert
    off_board(viewer_of(ncp), colleague, WHY)
    relay.drain()
    assert [each.to for each in mail.outbox if "no longer leads Risk" in each.subject] == [[deputy.email]]


def test_whoever_does_not_look_after_an_account_gets_a_sentence_or_nothing(
    signed_in: object, ncp: Expert, colleague: Expert
) -> None:
    gone = factories.ExpertFactory(administration=ncp.administration, suspended=True)
    browser = signed_in(factories.ExpertFactory())
    for page in ("account", "left"):
        assert browser.get(address(colleague, page)).status_code == 403
        assert browser.get(address(gone, page)).status_code == 404
        assert signed_in().get(address(colleague, page)).status_code == 404
        assert signed_in(ncp).get(address(gone, page)).status_code == 200
