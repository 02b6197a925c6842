"""Checks about what changes: somebody could read a thing a moment ago, and what reaches them now."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from asgiref.sync import sync_to_async
from django.core import mail
from django.db import transaction
from django.urls import reverse

from kb.records.actions.marking import choice_of, choose_readers
from kb.records.models import Record
from networks.access.enums import Label
from networks.access.viewer import viewer_of
from networks.discussions.actions.post import post
from networks.discussions.models import Topic
from networks.events.models import Event
from networks.events.recording import record
from networks.notices.actions.send import send_waiting
from networks.notices.models import Mail, Notice
from networks.people.models import Expert
from networks.spaces.actions.end_membership import end_membership
from tests.access.answers import Leak, browser_of, leaks_in, told
from tests.access.mails import digest_for
from tests.access.planted_records import COMMON
from tests.access.small_stage import SmallStage
from tests.access.sockets import Line, line_of, run, settle

Found = list[Leak]
LATER = "CNRYPracticeLater"


def lose_seats(person: Expert) -> None:
    """Their seats end, as by a lead who removes them."""
    for each in person.memberships.all():
        end_membership(each, "seat.removed", None, "Gone.")


def narrow(small: SmallStage, name: str, label: str) -> None:
    """The owner lets fewer people read a record."""
    this = small.record(name)
    choice = choice_of(this.marking)
    choose_readers(viewer_of(small.stage.people["owner"]), this, type(choice)(label, "", choice.networks))


def say(small: SmallStage, topic: Topic) -> None:
    """The owner writes something later."""
    post(viewer_of(small.stage.people["owner"]), topic.reference, body=LATER, key=uuid4())


def happened(to: Record) -> Event:
    """Something of which people are told happens to a record; nobody has been told yet."""
    with transaction.atomic():
        return record("record.published", to.as_record())


def seat_between_requests(small: SmallStage) -> Found:
    """The next request after a seat has ended."""
    browser = browser_of(small.stage.people["member"])
    address = small.record("OutAmber").get_absolute_url()
    assert browser.get(address).status_code == 200
    lose_seats(small.stage.people["member"])
    # What this role could read is theirs no longer.
    return [
        Leak("member", address, each.what)
        for each in leaks_in(small.stage, "stranger", address, told(browser.get(address)))
    ]


def narrowed_between_requests(small: SmallStage) -> Found:
    """The next request after a record was given fewer readers."""
    address = small.record("OutGreen").get_absolute_url()
    assert browser_of(small.stage.people["stranger"]).get(address).status_code == 200
    narrow(small, "OutGreen", Label.AMBER)
    answer = browser_of(small.stage.people["stranger"]).get(address)
    return [] if answer.status_code == 404 else [Leak("stranger", address, str(answer.status_code))]


def old_version_published(small: SmallStage) -> Found:
    """A version from before a record was narrowed is published again."""
    narrow(small, "OutGreen", Label.AMBER)
    this = small.record("OutGreen")
    old = this.live_revision
    this.publish(old, user=small.stage.people["owner"], skip_permission_checks=True)
    answer = browser_of(small.stage.people["stranger"]).get(this.get_absolute_url())
    return [] if answer.status_code == 404 else [Leak("stranger", this.reference, str(answer.status_code))]


def mail_to_an_ex_member(small: SmallStage) -> Found:
    """A mail waits while its reader may read the thing, and is sent when they no longer may."""
    person, before = small.stage.people["contributing"], len(mail.outbox)
    event = happened(small.record("OutAmber"))
    Mail.objects.create(expert=person, event=event, kind=event.kind, dedupe_key=f"{event.pk}:{person.pk}")
    lose_seats(person)
    send_waiting()
    late = [each for each in mail.outbox[before:] if each.to == [person.email] and COMMON in each.subject]
    return [Leak("contributing", "mail", each.subject) for each in late]


def digest_to_an_ex_member(small: SmallStage) -> Found:
    """A notice waits for the digest while its reader may read the thing, and the digest is sent when they no longer may."""
    person = small.stage.people["contributing"]
    event = happened(small.record("OutAmber"))
    # The marking of the notice itself lets anybody through: the digest asks about the thing as it is now.
    Notice.objects.create(expert=person, event=event, kind=event.kind)
    assert [each for each in digest_for(person, "before") if COMMON in each.body]
    Notice.objects.update(digest_at=None)
    lose_seats(person)
    late = [each for each in digest_for(person, "after") if COMMON in each.body]
    return [Leak("contributing", "digest", each.subject) for each in late]


def notice_after_the_loss(small: SmallStage) -> Found:
    """What stands among the notices of somebody who may no longer read what they were told of."""
    person = small.stage.people["member"]
    this = small.record("OutAmber")
    Notice.objects.create(
        expert=person, event=happened(this), kind="record.published", marking=this.marking, part="SUMMARY"
    )
    lose_seats(person)
    text = told(browser_of(person).get(reverse("notices:list")))
    return leaks_in(small.stage, "stranger", "notices", text)


def posts_after_the_loss(small: SmallStage) -> Found:
    """What a socket hears that followed a discussion when its right to it ended."""
    person, topic = small.stage.people["member"], small.topic("OutAmber")
    line = line_of(small, "member")
    return run(_talk_goes_on(line, topic, lambda: lose_seats(person), lambda: say(small, topic)))


async def _talk_goes_on(line: Line, topic: Topic, lose: Callable[[], Any], talk: Callable[[], Any]) -> Found:
    async with line:
        await line.say("follow", topic=topic.reference, after=0)
        await sync_to_async(lose)()
        await sync_to_async(talk)()
        before = len(line.heard)
        await settle()
        late = "\n".join(line.heard[before:])
    return [Leak("member", "socket", LATER)] if LATER in late else []
