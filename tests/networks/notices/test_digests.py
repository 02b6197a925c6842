"""The daily digest: for whom, when, in which words, and what happens while the mail server is away."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from unittest import mock

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label, Part, Shape
from networks.access.models import Marking
from networks.access.viewer import viewer_of
from networks.events import registry as events
from networks.events import relay
from networks.events.recording import record
from networks.notices import registry
from networks.notices.actions.queue_digests import queue_digests
from networks.notices.enums import MailState
from networks.notices.models import Mail, Notice
from networks.notices.queries import notices_of
from networks.people.enums import NoticeMail
from networks.people.models import Expert
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.enums import EndKind
from networks.tasks import registry as tasks
from networks.tasks.registry import Action, Task, register_source
from tests import factories

pytestmark = pytest.mark.django_db
TITLE = "Scanner behind the false wall"
# Tomorrow after seven in Brussels, Helsinki and Tokyo, and at night in New York.
MORNING = datetime.combine(timezone.now().date() + timedelta(days=1), time(7, 30), UTC)
AWAY = mock.patch("django.core.mail.message.EmailMessage.send", side_effect=ConnectionRefusedError)


def found(pks: object) -> dict[int, events.Subject]:
    return {
        each.pk: events.Subject(TITLE, f"/thing/{each.pk}/", each.pk, Part.BODY, each.label, "7K3QF")
        for each in Marking.objects.filter(pk__in=pks)
    }


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One kind of notice, no source of tasks, and a morning in Brussels."""
    for module, name in ((registry, "_kinds"), (events, "_subjects"), (events, "_many")):
        monkeypatch.setattr(module, name, dict(getattr(module, name)))
    monkeypatch.setattr(tasks, "_sources", {})
    handler = events._handlers["notices"]
    kinds = (*handler.kinds, "test.happened", "test.urgent")
    monkeypatch.setitem(events._handlers, "notices", events.Handler("notices", handler.handle, kinds))
    events.register_subject("access.marking", lambda pk: found([pk]).get(pk), found)
    for kind, always in (("test.happened", False), ("test.urgent", True)):
        registry.register_notice(
            kind,
            lambda event: Expert.objects.all(),
            lambda event, subject: f"News: {subject.title}",
            always=always,
        )
    with mock.patch("django.utils.timezone.now", return_value=MORNING):
        yield


@pytest.fixture
def member() -> Expert:
    return factories.seat(factories.NetworkFactory(), factories.ExpertFactory(notice_mail="daily")).expert


def happen(reader: Expert, label: str = Label.AMBER, kind: str = "test.happened") -> Marking:
    networks = [each.network for each in reader.memberships.all()]
    readers = {"networks": networks, "administration": reader.administration, "recipients": [reader]}
    marking = factories.marking(label, **readers)
    with transaction.atomic():
        record(kind, marking)
    relay.drain()
    return marking


def expect(due: int, post: bool = False) -> None:
    """A task due so many days from today in Brussels."""

    def task(_row: Expert) -> Task:
        day = MORNING.date() + timedelta(days=due)
        return Task(
            "k", "To clear", "Planned outage", "/there/", day, MORNING, Action("Read and decide", "/there/do/", post),
        )  # fmt: skip

    register_source("small", rows=lambda viewer: Expert.objects.order_by("pk"), task=task)


def said(days: int) -> str:
    return date_format(MORNING.date() + timedelta(days=days), "DATE_FORMAT")


def send() -> str:
    out = StringIO()
    call_command("send_digests", stdout=out)
    return out.getvalue().strip()


def test_one_e_mail_a_day_holds_tasks_and_new_notices(member: Expert) -> None:
    happen(member)
    happen(member)
    assert mail.outbox == []
    expect(-2)
    assert send() == "1 sent."
    [sent] = mail.outbox
    assert sent.to == [member.email]
    assert sent.subject == "Limes today: 1 open task, 2 new notices"
    assert sent.body.count(TITLE) == 2
    assert "Planned outage" in sent.body
    assert f"Overdue since {said(-2)}" in sent.body
    assert "/there/do/" in sent.body


def test_a_second_run_sends_nothing_twice_and_the_next_day_tells_only_what_is_new(member: Expert) -> None:
    happen(member)
    assert (send(), send()) == ("1 sent.", "0 sent.")
    with mock.patch("django.utils.timezone.now", return_value=MORNING + timedelta(days=1)):
        assert send() == "0 sent."
    happen(member)
    with mock.patch("django.utils.timezone.now", return_value=MORNING + timedelta(days=2)):
        assert send() == "1 sent."
    assert mail.outbox[-1].body.count(TITLE) == 1


def test_what_was_read_in_the_site_is_not_told_again(member: Expert) -> None:
    happen(member)
    notices_of(viewer_of(member)).update(read_at=MORNING)
    assert send() == "0 sent."


@pytest.mark.parametrize(
    ("chosen", "at_once", "digests"),
    [(NoticeMail.AT_ONCE, 1, 0), (NoticeMail.DAILY, 0, 1), (NoticeMail.NONE, 0, 0)],
)
def test_the_person_chooses_how_notices_come(member: Expert, chosen: str, at_once: int, digests: int) -> None:
    Expert.objects.filter(pk=member.pk).update(notice_mail=chosen)
    happen(member)
    assert len(mail.outbox) == at_once
    assert send() == f"{digests} sent."


@pytest.mark.parametrize("chosen", NoticeMail.values)
def test_what_concerns_the_safety_of_an_account_is_sent_at_once_whatever_was_chosen(
    member: Expert, chosen: str
) -> None:
    Expert.objects.filter(pk=member.pk).update(notice_mail=chosen)
    happen(member, kind="test.urgent")
    with transaction.atomic():
        record("factor.taken_off", member)
    relay.drain()
    assert len(mail.outbox) == 2
    assert send() == "0 sent."


def test_a_notice_already_mailed_at_once_is_in_no_digest_after_the_choice_changes(member: Expert) -> None:
    Expert.objects.filter(pk=member.pk).update(notice_mail=NoticeMail.AT_ONCE)
    happen(member)
    Expert.objects.filter(pk=member.pk).update(notice_mail=NoticeMail.DAILY)
    assert send() == "0 sent."


@pytest.mark.parametrize(("zone", "sent"), [("Europe/Helsinki", 1), ("America/New_York", 0)])
def test_it_comes_in_the_morning_of_the_persons_own_zone(member: Expert, zone: str, sent: int) -> None:
    Expert.objects.filter(pk=member.pk).update(timezone=zone)
    happen(member)
    assert send() == f"{sent} sent."


def test_overdue_is_said_by_the_persons_own_today_and_language(member: Expert) -> None:
    Expert.objects.filter(pk=member.pk).update(timezone="Pacific/Kiritimati")
    expect(0)
    with mock.patch("django.utils.timezone.now", return_value=MORNING + timedelta(hours=12)):
        assert send() == "1 sent."
    assert f"Overdue since {said(0)}" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("label", "named"),
    [(Label.GREEN, True), (Label.AMBER, True), (Label.AMBER_STRICT, False), (Label.RED, False)],
)
def test_a_digest_names_a_title_only_where_the_label_allows(member: Expert, label: str, named: bool) -> None:
    happen(member, label)
    send()
    assert (TITLE in mail.outbox[0].body) is named
    assert ("7K3QF" in mail.outbox[0].body) is not named
    assert label in mail.outbox[0].body


def test_a_task_of_a_closed_label_is_named_by_its_reference(member: Expert) -> None:
    network = [each.network for each in member.memberships.all()]
    marking = Marking.objects.create(
        shape=Shape.RECORD,
        label=Label.RED,
        exposure=Exposure.PUBLISHED,
        owner=member,
        administration=member.administration,
    )
    marking.networks.set(network)
    mark(marking)
    register_source(
        "small",
        rows=lambda viewer: Marking.objects.filter(pk=marking.pk),
        task=lambda row: Task(
            "k", "To clear", TITLE, "/there/", MORNING.date(), MORNING, marking=row, reference="7KQ2M"
        ),
    )
    send()
    assert TITLE not in mail.outbox[0].body
    assert "TLP:RED To clear: 7KQ2M" in mail.outbox[0].body


def test_an_action_that_is_sent_as_a_form_is_linked_by_its_page(member: Expert) -> None:
    expect(1, post=True)
    send()
    assert "/there/do/" not in mail.outbox[0].body
    assert "/there/\n" in mail.outbox[0].body


def test_an_ex_member_gets_nothing_even_when_the_digest_was_already_queued(member: Expert) -> None:
    happen(member)
    assert queue_digests() == 1
    end_membership(member.memberships.get(), EndKind.RAN_OUT)
    send()
    assert not [each for each in mail.outbox if TITLE in each.body]


def test_a_label_narrowed_meanwhile_takes_the_title_out(member: Expert) -> None:
    marking = happen(member)
    queue_digests()
    mark(marking, label=Label.RED)
    send()
    assert all(TITLE not in each.body for each in mail.outbox)


@pytest.mark.parametrize(
    "lost", [{"is_active": False}, {"expires_on": MORNING.date() - timedelta(days=1)}, {"confirmed_at": None}]
)
@pytest.mark.parametrize("queued_before", [True, False])
def test_suspended_expired_and_unconfirmed_accounts_get_nothing(
    member: Expert, lost: dict[str, object], queued_before: bool
) -> None:
    happen(member)
    if queued_before:
        queue_digests()
    Expert.objects.filter(pk=member.pk).update(**lost)
    assert send() == "0 sent."
    assert mail.outbox == []


def test_while_the_mail_server_is_away_the_digest_waits_and_is_sent_once(member: Expert) -> None:
    happen(member)
    with AWAY, pytest.raises(CommandError):
        send()
    assert Mail.objects.get().state == MailState.WAITING
    assert not Notice.objects.exclude(digest_at=None).exists()
    with mock.patch("django.utils.timezone.now", return_value=MORNING + timedelta(days=1)):
        assert (send(), send()) == ("1 sent.", "0 sent.")


def test_a_process_that_dies_while_sending_leaves_a_digest_that_is_sent_later(member: Expert) -> None:
    happen(member)
    with (
        mock.patch("networks.notices.actions.send.compose", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        send()
    assert send() == "0 sent."
    with mock.patch("django.utils.timezone.now", return_value=MORNING + timedelta(minutes=11)):
        assert send() == "1 sent."


def test_ten_notices_cost_no_more_questions_than_one(member: Expert) -> None:
    def cost(days: int) -> int:
        with (
            mock.patch("django.utils.timezone.now", return_value=MORNING + timedelta(days=days)),
            CaptureQueriesContext(connection) as asked,
        ):
            assert send() == "1 sent."
        return len(asked)

    happen(member)
    one = cost(0)
    for _each in range(10):
        happen(member)
    assert cost(1) == one
    assert timezone.now() == MORNING
