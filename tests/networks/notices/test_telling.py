"""Notices in the site and by mail: to whom, in which words, and what happens while the mail server is away."""

from unittest import mock

import pytest
from django.core import mail
from django.db import transaction

from networks.access.actions.mark import mark
from networks.access.enums import Label, Part
from networks.access.viewer import viewer_of
from networks.events import registry as events
from networks.events import relay
from networks.events.models import Delivery
from networks.events.recording import record
from networks.notices import registry
from networks.notices.enums import MailState
from networks.notices.models import Mail, Notice
from networks.notices.queries import page_of_notices, unread_count
from networks.people.models import Expert
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.enums import EndKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> object:
    """A kind of event that tells every expert of a marking, as a room would register it."""
    titles: dict[int, str] = {}

    def find(pk: int) -> events.Subject | None:
        found = events_marking(pk)
        return found and events.Subject(titles[pk], "/somewhere/", pk, Part.BODY, found.label, "7K3QF")

    before = dict(registry._kinds), dict(events._subjects), events._handlers["notices"]
    events.register_subject("access.marking", find)
    registry.register_notice(
        "test.happened", lambda event: Expert.objects.all(), lambda event, subject: f"News: {subject.title}"
    )
    events._handlers["notices"] = events.Handler(
        "notices", before[2].handle, (*before[2].kinds, "test.happened")
    )
    yield titles
    registry._kinds.clear()
    registry._kinds.update(before[0])
    events._subjects.clear()
    events._subjects.update(before[1])
    events._handlers["notices"] = before[2]


def events_marking(pk: int) -> object:
    return factories.Marking.objects.filter(pk=pk).first()


def happen(titles: dict[int, str], label: str, **fields: object) -> object:
    marking = factories.marking(label, **fields)
    titles[marking.pk] = "Scanner behind the false wall"
    with transaction.atomic():
        record("test.happened", marking)
    return marking


def test_only_those_who_may_read_the_thing_are_told(told: dict[int, str]) -> None:
    network, outsider = factories.NetworkFactory(), factories.ExpertFactory()
    member = factories.seat(network, factories.ExpertFactory()).expert
    happen(told, Label.AMBER, networks=[network])
    relay.drain()
    assert [each.to for each in mail.outbox] == [[member.email]]
    assert (unread_count(viewer_of(member)), unread_count(viewer_of(outsider))) == (1, 0)


@pytest.mark.parametrize(
    ("label", "named"),
    [(Label.GREEN, True), (Label.AMBER, True), (Label.AMBER_STRICT, False), (Label.RED, False)],
)
def test_a_mail_names_the_title_only_where_the_label_allows(
    told: dict[int, str], label: str, named: bool
) -> None:
    network = factories.NetworkFactory()
    member = factories.seat(network, factories.ExpertFactory()).expert
    happen(told, label, networks=[network], administration=member.administration, recipients=[member])
    relay.drain()
    sent = mail.outbox[0]
    assert ("Scanner" in sent.subject + sent.body) is named
    assert ("7K3QF" in sent.subject) is not named
    assert sent.subject.startswith(label)


def test_the_rule_is_asked_again_at_the_moment_of_sending(told: dict[int, str]) -> None:
    network = factories.NetworkFactory()
    seat = factories.seat(network, factories.ExpertFactory())
    happen(told, Label.AMBER, networks=[network])
    with mock.patch("django.core.mail.message.EmailMessage.send", side_effect=ConnectionRefusedError):
        relay.run_once()
    end_membership(seat, EndKind.RAN_OUT)
    Delivery.objects.update(due_at=factories.timezone.now())
    relay.drain()
    assert Mail.objects.get(kind="test.happened").state == MailState.DROPPED
    assert not [each for each in mail.outbox if "Scanner" in each.body]


def test_while_the_mail_server_is_away_notices_stand_and_mails_wait(told: dict[int, str]) -> None:
    network = factories.NetworkFactory()
    member = factories.seat(network, factories.ExpertFactory()).expert
    happen(told, Label.AMBER, networks=[network])
    with mock.patch("django.core.mail.message.EmailMessage.send", side_effect=ConnectionRefusedError):
        relay.run_once()
    assert unread_count(viewer_of(member)) == 1
    assert Mail.objects.get().state == MailState.WAITING
    Delivery.objects.update(due_at=factories.timezone.now())
    relay.drain()
    relay.drain()
    assert len(mail.outbox) == 1


def test_a_notice_about_what_one_may_no_longer_read_is_neither_shown_nor_counted(
    told: dict[int, str],
) -> None:
    network = factories.NetworkFactory()
    member = factories.seat(network, factories.ExpertFactory()).expert
    marking = happen(told, Label.GREEN, networks=[network])
    relay.drain()
    mark(marking, label=Label.RED)
    viewer = viewer_of(member)
    assert unread_count(viewer) == 0
    assert page_of_notices(viewer, "1")[1] == []


def test_the_same_event_twice_tells_once(told: dict[int, str]) -> None:
    network = factories.NetworkFactory()
    factories.seat(network, factories.ExpertFactory())
    happen(told, Label.AMBER, networks=[network])
    relay.drain()
    Delivery.objects.update(state="waiting", due_at=factories.timezone.now())
    relay.drain()
    assert (len(mail.outbox), Notice.objects.count()) == (1, 1)
