"""The trail is only added to, and a walk along its chain finds whatever was done to it behind the application's back."""

import random
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from networks.audit.models import AuditEntry, AuditHead, AuditLink
from networks.audit.recording import note, note_each
from networks.audit.sealing import REACH, seal_all, seal_new
from networks.audit.verifying import verify
from networks.events.models import Event
from networks.events.recording import record
from tests.factories import ExpertFactory, NetworkFactory
from tests.trail import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
SENTENCE = "somebody wrote this"


@pytest.fixture
def trail() -> list[int]:
    """Some thirty entries of all kinds, chained."""
    network = NetworkFactory()
    for number in range(10):
        person = ExpertFactory()
        note("sign_in", person, person)
        note("export", None, person, form="csv", count=number)
        note_each("network.edited", [network, person], person, details={"number": number})
    seal_new()
    return list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True))


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_trail_nobody_touched_is_whole(trail: list[int]) -> None:
    verdict = verify()
    assert (verdict.checked, verdict.broken, verdict.waiting) == (len(trail), "", 0)
    assert verdict.head == AuditHead.objects.get(pk=1).hash == AuditLink.objects.last().hash


def test_an_empty_trail_is_whole(db: None) -> None:
    assert verify().broken == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET action = 'nothing'",
        "DELETE FROM audit_auditentry",
        "UPDATE audit_auditlink SET hash = ''",
        "DELETE FROM audit_auditlink",
    ],
)
def test_the_database_refuses_to_change_and_delete(trail: list[int], statement: str) -> None:
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        run(statement)


def test_an_entry_that_is_late_is_chained_after_the_others(trail: list[int]) -> None:
    note("sign_out")
    assert verify().waiting == 1
    assert (seal_new(), verify().waiting) == (1, 0)


def test_what_waits_for_very_long_is_chained_by_the_clock(trail: list[int]) -> None:
    note("sign_out")
    AuditHead.objects.update(highest=trail[-1] + 2 * REACH)
    assert seal_new() == 0
    assert seal_all() == 1


def test_a_row_that_the_application_did_not_write_is_never_chained(trail: list[int]) -> None:
    """Somebody who may only insert, and does not know the key."""
    forged = AuditEntry.objects.first()
    forged.pk, forged.mac, forged.action = None, "0" * 64, "sign_out"
    AuditEntry.objects.bulk_create([forged])
    note("sign_in")
    assert seal_all() == 1
    assert f"Entry {forged.pk} was not written by the application" in verify().broken


COLUMNS = {
    "at": "2020-01-01 00:00:00",
    "person_id": 4711,
    "person": "Somebody else",
    "handle": "somebody",
    "administration_id": 99,
    "action": "sign_off",
    "object_type": "people.other",
    "object_id": 4712,
    "reference": "0000X",
    "marking_id": 5,
    "label": "TLP:GREEN",
    "origin": "192.0.2.99",
    "outcome": "other",
    "details": '{"count": 99}',
    "nonce": "0" * 16,
    "mac": "f" * 64,
}


def changed(dice: random.Random, trail: list[int]) -> None:
    column = dice.choice(list(COLUMNS))
    run(f"UPDATE audit_auditentry SET {column} = %s WHERE id = %s", COLUMNS[column], dice.choice(trail))


def removed(dice: random.Random, trail: list[int]) -> None:
    run("DELETE FROM audit_auditentry WHERE id = %s", dice.choice(trail))


def removed_with_its_link(dice: random.Random, trail: list[int]) -> None:
    pk = dice.choice(trail)
    run("DELETE FROM audit_auditlink WHERE entry_id = %s", pk)
    run("DELETE FROM audit_auditentry WHERE id = %s", pk)


def cut_off(dice: random.Random, trail: list[int]) -> None:
    first = dice.choice(trail)
    run("DELETE FROM audit_auditlink WHERE entry_id >= %s", first)
    run("DELETE FROM audit_auditentry WHERE id >= %s", first)


def copied(dice: random.Random, trail: list[int]) -> None:
    entry = AuditEntry.objects.get(pk=dice.choice(trail))
    entry.pk, entry.mac = 1_000_000 + dice.randrange(1000), f"{dice.getrandbits(256):064x}"
    AuditEntry.objects.bulk_create([entry])


def reordered(dice: random.Random, trail: list[int]) -> None:
    one, other = dice.sample(trail, 2)
    places = dict(AuditLink.objects.filter(entry__in=[one, other]).values_list("entry", "number"))
    for pk, entry in ((places[one], -1), (places[other], one), (places[one], other)):
        run("UPDATE audit_auditlink SET entry_id = %s WHERE number = %s", entry, pk)


def swapped(dice: random.Random, trail: list[int]) -> None:
    one, other = dice.sample(trail, 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        run("UPDATE audit_auditentry SET id = %s WHERE id = %s", new, old)


def link_changed(dice: random.Random, trail: list[int]) -> None:
    run("UPDATE audit_auditlink SET hash = %s WHERE entry_id = %s", "a" * 64, dice.choice(trail))


def head_changed(dice: random.Random, trail: list[int]) -> None:
    column, value = dice.choice([("number", len(trail) - 1), ("hash", "b" * 64), ("highest", 3)])
    run(f"UPDATE audit_audithead SET {column} = %s", value)


TAMPERINGS: list[Callable[[random.Random, list[int]], None]] = [
    changed,
    changed,
    changed,
    removed,
    removed_with_its_link,
    cut_off,
    copied,
    reordered,
    swapped,
    link_changed,
    head_changed,
]


def test_a_hundred_tamperings_are_all_found(trail: list[int]) -> None:
    for seed in range(100):
        dice = random.Random(seed)
        tamper = dice.choice(TAMPERINGS)
        with transaction.atomic():
            with unguarded():
                tamper(dice, trail)
            assert verify().broken, (seed, tamper.__name__)
            transaction.set_rollback(True)
    assert verify().broken == ""


def test_the_command_says_how_many_and_names_the_first_that_is_wrong(
    trail: list[int], capsys: object
) -> None:
    call_command("verify_audit")
    said = capsys.readouterr().out
    assert f"checked {len(trail)}" in said and AuditHead.objects.get(pk=1).hash in said
    with unguarded():
        run("UPDATE audit_auditentry SET person = 'Nobody' WHERE id IN (%s, %s)", trail[4], trail[7])
    with pytest.raises(CommandError, match=f"Entry {trail[4]} "):
        call_command("verify_audit")


def test_nonsense_in_a_row_is_found_and_stops_nothing(trail: list[int]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps nonsense out of typed columns")
    with unguarded():
        run("UPDATE audit_auditentry SET at = 'never' WHERE id = %s", trail[3])
    assert f"Entry {trail[3]} " in verify().broken
    note("sign_in")
    assert seal_new() == 1


def test_an_event_and_its_entry_stand_or_fall_together(db: None) -> None:
    person, network = ExpertFactory(), NetworkFactory()
    with transaction.atomic():
        record("network.edited", network, person, reason=SENTENCE, before="member", number=3)
    entry = AuditEntry.objects.get(action="network.edited")
    assert (entry.person, entry.handle) == (person.full_name, person.handle)
    assert (entry.reference, entry.object_id) == (network.slug, network.pk)
    assert entry.details == {"before": "member", "number": 3}
    with transaction.atomic():
        record("network.closed", network, person)
        transaction.set_rollback(True)
    assert not Event.objects.filter(kind="network.closed").exists()
    assert not AuditEntry.objects.filter(action="network.closed").exists()


def test_a_reason_of_a_single_word_stays_out_of_the_trail(db: None) -> None:
    with transaction.atomic():
        record("person.suspended", ExpertFactory(), None, reason="Dismissed", how="departed")
    assert AuditEntry.objects.get(action="person.suspended").details == {"how": "departed"}


def test_the_trail_keeps_the_name_of_an_account_that_is_gone(db: None) -> None:
    person = ExpertFactory()
    name = person.full_name
    note("sign_in", person, person)
    person.delete()
    assert AuditEntry.objects.get().person == name
