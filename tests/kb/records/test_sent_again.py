"""A form of a new record that is sent again after going back: its page comes anew with another key."""

from uuid import uuid4

import pytest

from kb.practices.models import Practice
from networks.access.enums import Label
from tests.kb.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("save", ["draft", "submit"])
def test_a_form_sent_again_after_going_back_makes_no_second_record(world: World, save: str) -> None:
    fields, browser = world.fields(save=save), world.browser("author")
    for _time in range(2):
        answer = browser.post("/kb/practices/new/", fields | {"key": str(uuid4())}, follow=True)
        assert answer.status_code == 200
    assert Practice.objects.count() == 1
    assert "You have sent this form before." in answer.content.decode()


def test_the_same_words_for_other_readers_are_another_record(world: World) -> None:
    browser = world.browser("author")
    for label in (Label.AMBER, Label.GREEN):
        browser.post("/kb/practices/new/", world.fields(save="draft", label=label.value))
    assert Practice.objects.count() == 2


def test_the_form_of_a_draft_is_headed_by_what_is_edited(world: World) -> None:
    practice = world.share(save="draft", title="Lanes & <scales>")
    page = world.browser("author").get(f"{practice.get_absolute_url()}edit/").content.decode()
    assert "<h1>Edit “Lanes &amp; &lt;scales&gt;”</h1>" in page
    assert "Share a practice</h1>" not in page
