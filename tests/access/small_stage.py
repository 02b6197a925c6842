"""A stage with one thing of each shape of secrecy: enough to meet every leak the proof looks for, made in seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from django.core import mail
from django.db import transaction
from pytest_django import DjangoDbBlocker

from kb.practices.models import Practice
from kb.records.enums import LinkKind
from kb.records.models import Record, RecordLink
from networks.access.viewer import viewer_of
from networks.discussions.actions.start_topic import start_topic
from networks.discussions.models import Topic
from networks.events import relay
from networks.people.models import Expert
from tests.access import matrix, planted_pages, planted_people, planted_records
from tests.access.oracle import PUBLISHED
from tests.access.planted_records import BELOW, Planted

PLANS = frozenset(
    {
        "OutClear", "OutGreen", "OutAmber", "OutStrict", "OutRed", "WiderAmberGreen", "RedraftAmber", "GoneAmber",
        "SentAmber", "DraftAmber", "OfferedAmber",
    }
)  # fmt: skip


@dataclass
class SmallStage:
    """The stage, what stands on it by the name of its plan, and the mails that left while it was made."""

    stage: matrix.Stage
    things: dict[str, Planted]
    elsewhere: Topic
    """A discussion of the other network, unknown to whoever has everything of the first."""
    mails: list[mail.EmailMessage] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    """Addresses of the communication team's pages and pictures."""

    def record(self, name: str) -> Record:
        """The record of a plan as it is now."""
        return Practice.objects.get(pk=self.things[name].record.pk)

    def topic(self, name: str) -> Topic:
        """The discussion of a record."""
        return self.record(name).as_record().discussion.topic

    @property
    def hidden(self) -> Expert:
        """Somebody invited who has not come yet: only administrators know of them."""
        return Expert.objects.get(family_name="CNRYinvited")

    def talks(self) -> list[str]:
        """Names of the plans whose records have a discussion."""
        return [name for name, thing in self.things.items() if thing.plan.thing.exposure == PUBLISHED]

    def addresses(self, *below: str) -> list[str]:
        """Every address of the stage, and of each thing its file, its discussion and these of its pages."""
        left_out = set(BELOW) - set(below)
        return [
            *self.stage.addresses,
            *(
                each
                for thing in self.things.values()
                for each in thing.addresses
                if each.removeprefix(thing.record.get_absolute_url()) not in left_out
            ),
        ]


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[SmallStage]:
    """The stage for the tests of a module. A test takes back what it does there."""
    with blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def build() -> SmallStage:
    """People, networks, records, pages, and a link from what everybody reads to what few do."""
    sent_before = len(getattr(mail, "outbox", ()))
    stage = matrix.build(planted_people.PLANTINGS)
    planted = planted_records.plant(stage, (Practice,), PLANS)
    lead = viewer_of(stage.people["other_member"])
    elsewhere = start_topic(lead, stage.other, title="Elsewhere", body="Of others.", key=uuid4())
    small = SmallStage(stage, {each.plan.name: each for each in planted}, elsewhere)
    before = len(stage.addresses)
    planted_pages.plant(stage, on_card=small.record("OutAmber"))
    small.pages = stage.addresses[before:]
    RecordLink.objects.create(
        source=small.things["OutClear"].record.as_record(),
        target=small.things["OutAmber"].record.as_record(),
        kind=LinkKind.EVIDENCE_FOR,
        made_by=stage.people["owner"],
    )
    relay.drain()
    small.mails = list(getattr(mail, "outbox", ())[sent_before:])
    return small
