"""Print-outs and offline copies: handed to who reads the text, of the labels they are for, and to nobody else."""

import pytest

from networks.people.models import Expert
from tests.access.answers import browser_of, canaries_in, leaks_in, told
from tests.access.cast import CAST
from tests.access.clock import Clock
from tests.access.copying import taken
from tests.access.oracle import BODY, DRAFT, RED, STRICT, SUMMARY
from tests.access.small_stage import SmallStage
from tests.access.sockets import keep_out_of_threads
from tests.access.transitions import LOSSES, Loss

pytestmark = pytest.mark.django_db
# What is no part of a copy: files, the discussion, what is not published.
LEFT_OUT = ("File", "Talk", "Newer", "Note", "Doubt")
PUBLISHED = ("OutClear", "OutGreen", "OutAmber", "OutStrict", "OutRed", "WiderAmberGreen")


def expected(small: SmallStage, role: str, name: str, door: str) -> int:
    """From the specification: print-outs of AMBER+STRICT and RED, offline copies of all but RED, for signed-in readers."""
    plan = small.things[name].plan
    if role not in plan.readers(BODY) or role in ("visitor", "suspended"):
        return 404
    label = plan.thing.label
    return 200 if (label in (STRICT, RED) if door == "print/" else label != RED) else 403


@pytest.mark.parametrize("role", CAST)
def test_a_copy_holds_exactly_what_its_reader_may_read(small: SmallStage, role: str) -> None:
    for name, thing in small.things.items():
        for door in ("print/", "copy/"):
            answer = taken(small, role, name, door)
            text = told(answer)
            assert leaks_in(small.stage, role, f"{name} {door}", text) == []
            assert answer.status_code == expected(small, role, name, door), (role, name, door)
            if answer.status_code == 200:
                own = {each for each in small.stage.readers if each.startswith(thing.prefix)}
                left_out = {each for each in own if each.removeprefix(thing.prefix) in LEFT_OUT}
                assert canaries_in(small.stage, text) == own - left_out, (role, name, door)


@pytest.mark.parametrize("role", CAST)
def test_whether_a_copy_still_holds_is_told_to_who_could_take_one(small: SmallStage, role: str) -> None:
    browser = browser_of(small.stage.people[role])
    for name in small.things:
        answer = browser.get(f"{small.record(name).get_absolute_url()}copy/")
        assert answer.status_code == expected(small, role, name, "copy/"), (role, name)
        assert answer.status_code != 200 or set(answer.json()) == {"state"}


def test_every_kind_of_answer_is_met(small: SmallStage) -> None:
    met = {
        expected(small, role, name, door)
        for role in CAST
        for name in small.things
        for door in ("print/", "copy/")
    }
    assert met == {200, 403, 404}
    summaries = small.things["WiderAmberGreen"].plan
    assert summaries.readers(SUMMARY) - summaries.readers(BODY) - summaries.readers(DRAFT)


@pytest.mark.parametrize(
    "loss", [each for each in LOSSES if each.record in PUBLISHED], ids=lambda loss: loss.name
)
def test_a_kept_copy_that_is_asked_for_again_after_a_loss_is_missing(
    small: SmallStage, loss: Loss, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_out_of_threads(monkeypatch)
    person = small.stage.people[loss.role]
    browser, address = browser_of(person), f"{small.record(loss.record).get_absolute_url()}copy/"
    assert browser.get(address).status_code == (403 if loss.record == "OutRed" else 200)
    clock = Clock(monkeypatch)
    loss.act(small, Expert.objects.get(pk=person.pk), clock)
    assert browser.get(address).status_code == 404
    assert browser.post(address).status_code == 404
