"""Many writers at once: one chain without forks, nothing left out, and what is rolled back leaves no entry."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from networks.audit.models import AuditEntry, AuditLink
from networks.audit.recording import note
from networks.audit.verifying import verify

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.storage]
WRITERS, EACH = 6, 15


def write(writer: int) -> None:
    try:
        for number in range(EACH):
            with transaction.atomic():
                note("test", writer=writer, number=number)
                if number % 5 == 4:
                    transaction.set_rollback(True)
    finally:
        connection.close()


def test_many_writers_make_one_chain() -> None:
    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(write, range(WRITERS)))
    verdict = verify()
    assert (verdict.broken, verdict.waiting) == ("", 0)
    assert (
        verdict.checked == AuditEntry.objects.count() == AuditLink.objects.count() == WRITERS * EACH * 4 // 5
    )


def test_a_sealing_that_fails_costs_nothing_but_a_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_ids: list[int]) -> int:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("networks.audit.sealing._seal", broken)
        note("test")
    assert verify().waiting == 1
    note("test")
    assert (verify().waiting, verify().checked) == (0, 2)
