"""What the calendars of the stage tell: each with a token of its own, asked as a program asks."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from icalendar import Calendar

from kb.records.models import AccessRequest
from networks.people.actions.tokens import BEGINS
from networks.people.enums import TokenScope
from networks.people.links import hash_of
from networks.people.models import Expert, PersonalToken
from networks.people.today import today
from tests.access.answers import Leak, canaries_in, told
from tests.access.matrix import Stage
from tests.access.oracle import AMBER, BODY, CLEAR, GREEN, HIDDEN, PUBLISHED, SUMMARY
from tests.access.planted_records import Planted
from tests.access.small_stage import SmallStage

OPEN_LABELS = (CLEAR, GREEN, AMBER)
VALIDATING = ("validator",)


@dataclass(frozen=True)
class Seen:
    """One line about a record: what is to be done, and which canaries it names."""

    words: str
    reference: str
    canaries: frozenset[str] = frozenset()


def address_of(person: Expert, *, revoked: bool = False) -> str:
    """The address of a calendar, whether its owner counts today or not."""
    secret = f"{BEGINS}{PersonalToken.objects.count():043d}"
    token = PersonalToken.objects.create(
        expert=person,
        name="A calendar",
        scope=TokenScope.CALENDAR,
        token_hash=hash_of(secret),
        # Longer than the rights whose end is looked at.
        expires_on=today() + timedelta(days=30),
    )
    if revoked:
        PersonalToken.objects.filter(pk=token.pk).update(revoked_at=token.created_at)
    return f"/calendar/{secret}.ics"


def text_of_calendar(address: str) -> str:
    """Everything the answer tells, long lines put together again."""
    return told(Client().get(address)).replace("\r\n ", "")


def seen(stage: Stage, role: str) -> set[Seen]:
    """The lines about records in this role's calendar; none where it is not answered."""
    person = stage.people[role]
    answer = Client().get(address_of(person)) if person else None
    if answer is None or answer.status_code != 200:
        return set()
    found = set()
    for event in Calendar.from_ical(answer.content).walk("VEVENT"):
        words = str(event["SUMMARY"])
        if words.startswith("TLP:"):
            reference = words.split()[-1].strip("()")
            words = words.split(" ", 1)[1].partition(":")[0]
            everything = event.to_ical().decode().replace("\r\n ", "")
            found.add(Seen(words, reference, frozenset(canaries_in(stage, everything))))
    return found


def due(things: list[Planted], role: str) -> set[Seen]:
    """What has to stand there, from the specification: the queues of three roles, titles of what is out and theirs to know."""
    found = set()
    for each in things:
        thing = each.plan.thing
        if thing.label not in OPEN_LABELS:
            continue
        if thing.exposure == PUBLISHED and role == "owner":
            assert role in each.plan.readers(SUMMARY)
            found.add(Seen("To confirm", each.record.reference, frozenset({f"{each.prefix}TitleEn"})))
        if thing.exposure == PUBLISHED and role == "owner" and each.prefix.startswith("CNRYTrainer"):
            # A question, which nobody but the owner replies to.
            found.add(Seen("To answer", each.record.reference, frozenset({f"{each.prefix}TitleEn"})))
        questioned = thing.exposure == PUBLISHED and each.prefix.startswith("CNRYPractice")
        if questioned and role in VALIDATING and role in each.plan.readers(BODY):
            # A token reads the text only as far as it is not closed; the title stands where it reads the summary.
            found.add(Seen("To check the grade", each.record.reference))
        if thing.exposure == HIDDEN and thing.submitted:
            if thing.validating and role in VALIDATING:
                found.add(Seen("To validate", each.record.reference))
            if not thing.validating and role == "own_ncp":
                found.add(Seen("To clear", each.record.reference))
    return found


def apart(stage: Stage, things: list[Planted], role: str) -> list[Leak]:
    """Lines too many, too few, or with words that are not theirs."""
    differing = seen(stage, role) ^ due(things, role)
    return [Leak(role, "calendar", str(each)) for each in differing]


def in_calendar(small: SmallStage, role: str) -> list[Leak]:
    """The same for a planted leak."""
    return apart(small.stage, list(small.things.values()), role)


def asked_by_a_stranger(small: SmallStage, name: str) -> None:
    """A question waits for those who keep this record."""
    person = small.stage.people["stranger"]
    AccessRequest.objects.create(record=small.record(name).as_record(), expert=person)


def of_a_question(small: SmallStage) -> list[Leak]:
    """A contact point answers by the office: no program of theirs reads the title."""
    asked_by_a_stranger(small, "OutAmber")
    text = text_of_calendar(address_of(small.stage.people["own_ncp"]))
    return [Leak("own_ncp", "calendar", each) for each in canaries_in(small.stage, text)]


def of_a_revoked_token(small: SmallStage) -> list[Leak]:
    answer = Client().get(address_of(small.stage.people["owner"], revoked=True))
    return [] if answer.status_code == 404 else [Leak("owner", "calendar", str(answer.status_code))]


class Listening(logging.Handler):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Together with what came with it."""
        self.written.append(f"{record.getMessage()} {record.__dict__}")


def in_the_log(small: SmallStage) -> list[Leak]:
    """What Django writes down of a calendar that opens nothing any more."""
    address, listening = address_of(small.stage.people["owner"], revoked=True), Listening()
    log = logging.getLogger("django.request")
    log.addHandler(listening)
    try:
        Client().get(address)
    finally:
        log.removeHandler(listening)
    assert listening.written
    secret = address.split("/")[-1]
    return [Leak("operator", "log", each[:200]) for each in listening.written if secret in each]
