"""A trainer can be asked: the question reaches them and nobody else, they reply, and whoever asked is told."""

from typing import Any
from unittest.mock import patch

import pytest

from kb.records.actions import ask_owner
from kb.training.models import Trainer
from networks.audit.models import AuditEntry
from networks.events import relay
from tests.kb.training.test_trainers import enter
from tests.kb.world import World

pytestmark = pytest.mark.storage
WORDS = "Could you teach in Rovaniemi in March?"


@pytest.fixture
def trainer(world: World) -> Trainer:
    entered = enter(world)
    world.decide("ncp", entered, "clear")
    entered.refresh_from_db()
    return entered


def ask(world: World, name: str | None, trainer: Trainer, message: str = WORDS) -> Any:
    return world.browser(name).post(f"{trainer.get_absolute_url()}question/", {"message": message})


def text(world: World, name: str, address: str) -> str:
    return world.browser(name).get(address).content.decode()


def test_asking_is_the_primary_action_of_a_reader(world: World, trainer: Trainer) -> None:
    page = world.browser("finn").get(trainer.get_absolute_url())
    assert page.context["actions"].primary.label == "Ask this trainer"
    assert world.browser("author").get(trainer.get_absolute_url()).context["actions"].primary.label == "Edit"
    form = text(world, "finn", f"{trainer.get_absolute_url()}question/")
    assert world.people["author"].email not in form


def test_the_whole_way_from_the_question_to_the_reply(world: World, trainer: Trainer) -> None:
    assert ask(world, "finn", trainer).status_code == 302
    relay.drain()
    assert AuditEntry.objects.filter(action="record.question_asked").exists()
    assert WORDS in text(world, "author", "/workspace/notices/")
    assert WORDS in text(world, "author", "/workspace/")
    address = f"{trainer.get_absolute_url()}questions/"
    assert WORDS in text(world, "author", address)
    empty = world.browser("author").post(address, {"question": "1", "answer": "yes", "words": " "})
    assert empty.status_code == 422
    sent = world.browser("author").post(
        address, {"question": "1", "answer": "yes", "words": "Yes, in week 12."}
    )
    assert sent.status_code == 302
    relay.drain()
    told = text(world, "finn", "/workspace/notices/")
    assert "replied to your question about" in told and "Yes, in week 12." in told
    page = text(world, "finn", trainer.get_absolute_url())
    assert WORDS in page and "Yes, in week 12." in page
    assert WORDS not in text(world, "author", "/workspace/")
    assert ask(world, "finn", trainer, "And in April?").status_code == 302


def test_nobody_else_reads_the_question(world: World, trainer: Trainer) -> None:
    ask(world, "finn", trainer)
    relay.drain()
    for name in ("ncp", "deputy", "member"):
        for address in ("/workspace/", "/workspace/notices/", trainer.get_absolute_url()):
            assert WORDS not in text(world, name, address), (name, address)
    assert WORDS not in text(world, "ncp", f"{trainer.get_absolute_url()}questions/")
    answered = world.browser("ncp").post(
        f"{trainer.get_absolute_url()}questions/", {"question": "1", "answer": "yes", "words": "Yes"}
    )
    assert answered.status_code == 404


def test_who_may_not_read_it_gets_what_is_missing_gets_and_the_author_a_sentence(
    world: World, trainer: Trainer
) -> None:
    missing = world.browser("outsider").post("/kb/trainers/ZZZZZ/question/", {"message": WORDS})
    assert ask(world, "outsider", trainer).status_code == missing.status_code == 404
    assert ask(world, None, trainer).status_code == 404
    assert ask(world, "author", trainer).status_code == 403
    practice = world.publish()
    assert ask(world, "finn", practice).status_code == 403


def test_questions_are_limited_and_what_was_typed_stays(world: World, trainer: Trainer) -> None:
    for message in ("", " \u200b "):
        assert ask(world, "finn", trainer, message).status_code == 422
    ask(world, "finn", trainer)
    again = ask(world, "finn", trainer, "Once more")
    assert again.status_code == 422 and "Once more" in again.content.decode()
    with patch.object(ask_owner, "MOST_IN_A_DAY", 0):
        assert "Too many questions" in ask(world, "member", trainer).content.decode()


def test_a_list_shows_topics_and_to_readers_of_the_profile_the_person_and_the_languages(
    world: World, trainer: Trainer
) -> None:
    name = world.people["author"].full_name
    assert f"{name} · Queues · teaches in Polish" in text(world, "finn", "/kb/trainers/")
    known = enter(world, "colleague", summary_label="TLP:GREEN", title="Known to all")
    world.decide("ncp", known, "clear")
    page = text(world, "outsider", "/kb/trainers/")
    assert "Known to all" in page and "Queues" in page and "teaches in" not in page
    assert world.people["colleague"].full_name not in page
