"""Somebody has everything open that can be open, loses a right, and is looked at from then on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kb.records.enums import AccessRequestState
from kb.records.models import AccessRequest, Record
from networks.access.enums import Part
from networks.discussions.actions.post import write_post
from networks.discussions.models import Topic
from networks.discussions.sequence import lock
from networks.events import relay
from networks.events.models import Delivery
from networks.events.recording import record as record_event
from networks.notices.actions.send import send_waiting
from networks.notices.models import Mail, Notice
from networks.people.actions.ask_password_reset import ask_password_reset
from networks.people.models import Expert
from tests.access.answers import Leak, browser_of, canaries_in, feed_reader_of, told
from tests.access.calendars import address_of, asked_by_a_stranger, text_of_calendar
from tests.access.clock import Clock
from tests.access.mails import digest_for
from tests.access.oracle import PUBLISHED, TALK
from tests.access.planted_records import COMMON
from tests.access.small_stage import SmallStage
from tests.access.sockets import Line, here, keep_out_of_threads, run, settle
from tests.access.transitions import Loss

SAID_LATER = "CNRYSaidLater"
RESET = r"/accounts/password/reset/key/\S+"
FEED = "/kb/practices/feed.xml"
# Those for whom the record of their loss waits, so that their calendar names it.
WAITED_FOR = ("own_ncp", "validator")
PASSWORD = "an entirely new password"
GATHERING = (
    f"/search/?q={COMMON}", f"/kb/practices/?q={COMMON}", "/kb/practices/export.csv", "/kb/practices/export.xlsx",
    "/kb/practices/export.json",
    "/api/v1/practices/?limit=500", f"/search/suggest/?q={COMMON}", "/networks/matrix/", "/workspace/", "/",
)  # fmt: skip


@dataclass
class EverythingOpen:
    """A browser that saw it all, a feed reader, a calendar, a socket, a mail on its way, a notice, a link to a new password."""

    small: SmallStage
    loss: Loss
    clock: Clock
    browser: Client
    reader: Client
    calendar: str
    link: str = ""
    addresses: list[str] = field(default_factory=list)
    looked: int = 0
    mails_before: int = 0

    @property
    def person(self) -> Expert:
        """As the database has them now."""
        return Expert.objects.get(pk=self.small.stage.people[self.loss.role].pk)

    def met(self, browser: Client, address: str) -> list[Leak]:
        """What of the lost thing this browser meets."""
        self.looked += 1
        prefix = self.small.things[self.loss.record].prefix
        text = told(browser.get(address))
        found = sorted(each for each in canaries_in(self.small.stage, text) if each.startswith(prefix))
        return [Leak(self.loss.role, f"{self.loss.name}: {address}", each) for each in found]

    def in_calendar(self) -> list[Leak]:
        """Whether the calendar still says that something is due about the lost thing."""
        self.looked += 1
        thing, text = self.small.things[self.loss.record], text_of_calendar(self.calendar)
        told = thing.record.reference in text or thing.prefix.lower() in text.lower()
        return [Leak(self.loss.role, f"{self.loss.name}: calendar", thing.prefix)] if told else []

    def look(self) -> list[Leak]:
        """Through every door again, and at the mails that left."""
        found = [leak for address in self.addresses for leak in self.met(self.browser, address)]
        if self.loss.comes_back:
            return found
        found += self.met(self.reader, FEED) + self.in_calendar()
        send_waiting()
        digest_for(self.person, str(self.looked))
        late = [each for each in mail.outbox[self.mails_before :] if each.to == [self.person.email]]
        self.looked += 1
        return found + [
            Leak(self.loss.role, "mail", each.subject) for each in late if COMMON in each.subject + each.body
        ]

    def by_the_link(self) -> list[Leak]:
        """The link to a new password still works, or not: what it leads to is no more than anybody has."""
        browser = Client()
        opened = browser.get(self.link, follow=True)
        address = opened.redirect_chain[-1][0] if opened.redirect_chain else self.link
        browser.post(address, {"password1": PASSWORD, "password2": PASSWORD})
        browser.post(reverse("account_login"), {"login": self.person.email, "password": PASSWORD})
        return [leak for address in self.addresses[:2] for leak in self.met(browser, address)]


def leaks_after(
    small: SmallStage,
    loss: Loss,
    patch: pytest.MonkeyPatch,
    moments: Sequence[float],
    *,
    worker: bool,
    doors: int,
) -> tuple[list[Leak], int]:
    """What reaches somebody at these moments after the loss, and how often one looked."""
    keep_out_of_threads(patch)
    opened = open_everything(small, loss, Clock(patch), doors)
    line = Line(opened.person, opened.browser.session)
    talk = small.topic(loss.record).pk if loss.role in _talkers(small, loss) else None
    return run(_lose(opened, line, talk, moments, worker)), opened.looked


def _talkers(small: SmallStage, loss: Loss) -> frozenset[str]:
    return small.things[loss.record].plan.readers(TALK)


def open_everything(small: SmallStage, loss: Loss, clock: Clock, doors: int) -> EverythingOpen:
    """Open it, with caches warm. `doors`: of the pages that gather only so many."""
    person, thing = small.stage.people[loss.role], small.things[loss.record]
    at = thing.record.get_absolute_url()
    opened = EverythingOpen(
        small, loss, clock, browser_of(person), feed_reader_of(person), address_of(person)
    )
    opened.addresses = [at, f"{at}draft/", thing.addresses[0], reverse("notices:list"), *GATHERING[:doors]]
    before = [leak for address in opened.addresses for leak in opened.met(opened.browser, address)]
    assert before, f"{loss.role} never read {loss.record}"
    assert opened.reader.get(FEED).status_code == 200
    if thing.plan.thing.exposure == PUBLISHED:
        asked_by_a_stranger(small, loss.record)
    assert bool(opened.in_calendar()) == (loss.role in WAITED_FOR)
    ask_password_reset(person.email)
    relay.drain()
    [opened.link] = re.findall(
        RESET, "\n".join(each.body for each in mail.outbox if each.to == [person.email])
    )
    _an_answer_waits(person, thing.record)
    opened.mails_before = len(mail.outbox)
    opened.looked = 0
    return opened


def _an_answer_waits(person: Expert, about: Record) -> None:
    """They asked for more of it: the answer stands among their notices, and a mail of it has not left yet."""
    question = AccessRequest.objects.create(
        record=about.as_record(), expert=person, state=AccessRequestState.GRANTED
    )
    with transaction.atomic():
        event = record_event("record.answered", question)
    Delivery.objects.filter(event=event).delete()
    Mail.objects.create(expert=person, event=event, kind=event.kind, dedupe_key=f"{event.pk}:{person.pk}")
    Notice.objects.create(
        expert=person, event=event, kind=event.kind, marking=about.marking, part=Part.SUMMARY
    )


async def _lose(
    opened: EverythingOpen, line: Line, talk: int | None, moments: Sequence[float], worker: bool
) -> list[Leak]:
    async with line:
        if talk:
            topic = await here(Topic.objects.get, pk=talk)
            assert "following" in "".join(await line.say("follow", topic=topic.reference, after=0))
        await here(opened.loss.act, opened.small, await here(_person, opened), opened.clock)
        if worker:
            await here(relay.drain)
        found: list[Leak] = []
        for seconds in moments:
            opened.clock.seconds = seconds
            found += await here(opened.look)
            if talk:
                await here(_say, opened, talk)
                await settle()
        if not opened.loss.comes_back:
            found += await here(opened.by_the_link)
        opened.looked += len(moments) if talk else 0
    return found + [Leak(opened.loss.role, "socket", each) for each in line.heard if SAID_LATER in each]


def _person(opened: EverythingOpen) -> Expert:
    return opened.person


def _say(opened: EverythingOpen, talk: int) -> None:
    """Somebody who stayed writes on, whatever the act made of the discussion."""
    with transaction.atomic():
        write_post(lock(Topic.objects.get(pk=talk)), opened.small.stage.people["owner"], SAID_LATER, uuid4())
