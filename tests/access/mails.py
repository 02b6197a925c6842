"""Mails as the proof reads them: subject and body, for the person they were sent to."""

from collections.abc import Iterable
from unittest import mock

from django.core import mail
from django.db import transaction

from networks.events import relay
from networks.events.recording import record
from networks.notices.actions import queue_digests
from networks.notices.actions.send import send_waiting
from networks.notices.models import Mail
from networks.notices.registry import kinds
from networks.people.enums import NoticeMail
from networks.people.models import Expert
from tests.access.answers import Leak, canaries_in
from tests.access.small_stage import SmallStage

# Told to whom a seat, an office, an account or a password belongs: about no thing with a marking.
OF_PERSONS = ("factor.", "office.", "password.", "permission.", "person.", "seat.", "token.")
# About a review, a question, an opening, a network or an administration, not a record: sent in
# tests/networks/notices, tests/kb/records, tests/kb/practices, tests/networks/access/test_break_glass.py and
# tests/networks/spaces/test_ends.py.
OF_OTHERS = {
    "administration.contact_gone",
    "glass.opened",
    "grade.kept",
    "grade.late",
    "grade.lowered",
    "grade.questioned",
    "network.lead_gone",
    "network.more_late",
    "network.release_late",
    "record.answered",
    "review.late_lead",
}
CLOSED = ("Strict", "Red")


def kinds_of_records() -> list[str]:
    """Every kind of event of a record that people are told of."""
    return [each for each in kinds() if not each.startswith(OF_PERSONS) and each not in OF_OTHERS]


def leaks_in_mails(small: SmallStage, mails: Iterable[mail.EmailMessage]) -> list[Leak]:
    """What mails tell those who may not know it; of closed things they name nothing to anybody."""
    roles = {person.email: role for role, person in small.stage.people.items() if person}
    found = []
    for each in mails:
        role = roles.get(each.to[0], "somebody else")
        for canary in sorted(canaries_in(small.stage, f"{each.subject}\n{each.body}")):
            closed = any(f"Out{label}" in canary for label in CLOSED)
            if closed or role not in small.stage.readers[canary]:
                found.append(Leak(role, f"mail: {each.subject}", canary))
    return found


def tell_everything(small: SmallStage, names: Iterable[str]) -> list[mail.EmailMessage]:
    """The mails that leave when everything people are told of happens to these records."""
    before = len(mail.outbox)
    with transaction.atomic():
        for name in names:
            for kind in kinds_of_records():
                record(kind, small.record(name).as_record())
    relay.drain()
    return list(mail.outbox[before:])


def digests_of_everything(small: SmallStage, names: Iterable[str]) -> list[mail.EmailMessage]:
    """The digests that leave in the morning after all that happened, to everybody."""
    Expert.objects.update(notice_mail=NoticeMail.DAILY)
    sent = tell_everything(small, names)
    assert not [each for each in sent if "Limes today" not in each.subject], "a notice was sent at once"
    before = len(mail.outbox)
    with mock.patch.object(queue_digests, "MORNING", 0):
        queue_digests.queue_digests()
    send_waiting()
    return list(mail.outbox[before:])


def digest_for(person: Expert, key: str) -> list[mail.EmailMessage]:
    """The digest this person is sent now, whatever the hour."""
    before = len(mail.outbox)
    chosen = Expert.objects.filter(pk=person.pk)
    earlier = chosen.values_list("notice_mail", flat=True).get()
    chosen.update(notice_mail=NoticeMail.DAILY)
    waiting = Mail.objects.create(
        expert=person, kind=queue_digests.DIGEST, dedupe_key=f"digest:{person.pk}:{key}"
    )
    send_waiting(Mail.objects.filter(pk=waiting.pk))
    chosen.update(notice_mail=earlier)
    return list(mail.outbox[before:])
