"""*Request release*: only the owning administration widens; others ask, and are answered or it is escalated."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.late_questions import remind_of_questions
from kb.records.models import AccessRequest
from networks.events import relay
from networks.spaces.enums import NetworkRole, OfficeRole
from tests import factories
from tests.kb.world import World

pytestmark = pytest.mark.django_db
WHY = "Our procurement colleagues buy the same scanners"


def ask(world: World, practice: Practice, name: str = "finn", **changed: Any) -> Any:
    sent = {"label": "TLP:GREEN", "reason": WHY} | changed
    return world.browser(name).post(f"{practice.get_absolute_url()}release/", sent)


def answer(world: World, practice: Practice, name: str, **changed: str) -> Any:
    sent = {"question": "1", "answer": "yes", "words": ""} | changed
    return world.browser(name).post(f"{practice.get_absolute_url()}questions/", sent)


def reads(world: World, practice: Practice, name: str) -> bool:
    return bool(world.browser(name).get(practice.get_absolute_url()).status_code == 200)


def subjects_to(world: World, name: str) -> list[str]:
    relay.drain()
    return [each.subject for each in mail.outbox if world.people[name].email in each.to]


def test_a_yes_of_the_contact_point_lets_new_readers_in_at_once(world: World) -> None:
    practice = world.publish(title="Empty lorries")
    assert not reads(world, practice, "outsider")
    assert ask(world, practice).status_code == 302
    page = world.browser("ncp").get("/workspace/").content.decode()
    assert "Requests release" in page
    assert WHY in page
    assert (
        "TLP:GREEN" in world.browser("ncp").get(f"{practice.get_absolute_url()}questions/").content.decode()
    )
    answer(world, practice, "ncp")
    assert reads(world, practice, "outsider")
    assert any("released “" in each for each in subjects_to(world, "finn"))


def test_a_release_to_a_network_needs_no_seat_of_the_owning_administration_there(world: World) -> None:
    practice = world.publish()
    newcomer = factories.seat(world.other, factories.ExpertFactory()).expert
    factories.seat(world.other, world.people["finn"])
    world.people["newcomer"] = newcomer
    assert not reads(world, practice, "newcomer")
    assert ask(world, practice, label="", networks=[world.other.slug]).status_code == 302
    answer(world, practice, "ncp")
    assert reads(world, practice, "newcomer")
    assert reads(world, practice, "finn")


def test_a_no_says_why_and_changes_nothing(world: World) -> None:
    practice = world.publish()
    ask(world, practice)
    answer(world, practice, "ncp", answer="no")
    assert AccessRequest.objects.get().state == "open"
    answer(world, practice, "ncp", answer="no", words="Not before the trial has ended.")
    assert AccessRequest.objects.get().state == "refused"
    assert not reads(world, practice, "outsider")
    assert any("declined your request to release" in each for each in subjects_to(world, "finn"))


def test_the_owner_sees_the_request_and_cannot_grant_it(world: World) -> None:
    practice = world.publish()
    ask(world, practice)
    page = world.browser("author").get(f"{practice.get_absolute_url()}questions/").content.decode()
    assert "The contact point or deputy replies to this." in page
    assert answer(world, practice, "author").status_code == 403
    assert AccessRequest.objects.get().state == "open"
    assert not reads(world, practice, "outsider")


def test_nobody_new_no_reason_and_twice_are_refused(world: World) -> None:
    practice = world.publish()
    for wrong in ({"label": ""}, {"reason": " "}, {"label": "TLP:AMBER"}, {"networks": [world.other.slug]}):
        assert ask(world, practice, **wrong).status_code == 422
    ask(world, practice)
    assert ask(world, practice).status_code == 422
    assert AccessRequest.objects.count() == 1


def test_who_may_not_ask_learns_no_more_than_before(world: World) -> None:
    closed = world.publish()
    address = f"{closed.get_absolute_url()}release/"
    for name in ("outsider", None):
        assert world.browser(name).get(address).status_code == 404
    assert world.browser("ncp").get(address).status_code == 403
    assert "Request release" not in world.browser("ncp").get(closed.get_absolute_url()).content.decode()
    summary = world.publish(summary_label="TLP:GREEN", key="8b0b7a52-0e4c-4a5f-9c27-3d8c3e8d0011")
    assert world.browser("outsider").get(f"{summary.get_absolute_url()}release/").status_code == 403


@pytest.mark.parametrize(
    ("days", "told", "words"),
    [
        (7, "ncp", "please reply"),
        (14, "deputy", "the contact point has not replied"),
        (21, "lead", "has been open for three weeks"),
    ],
)
def test_without_an_answer_it_is_escalated(world: World, days: int, told: str, words: str) -> None:
    world.people["deputy"] = factories.ExpertFactory(administration=world.people["ncp"].administration)
    factories.office(world.people["deputy"], OfficeRole.DEPUTY_NCP)
    world.people["lead"] = factories.seat(world.network, factories.ExpertFactory(), NetworkRole.LEAD).expert
    practice = world.publish(title="Canary of the title")
    ask(world, practice)
    AccessRequest.objects.update(asked_at=timezone.now() - timedelta(days=days))
    assert (remind_of_questions(), remind_of_questions()) == (1, 0)
    found = [each for each in subjects_to(world, told) if words in each]
    assert len(found) == 1
    if told == "lead":
        assert practice.reference in found[0]
        assert "Canary" not in found[0]
