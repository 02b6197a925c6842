"""What comes back to its authors is a task with the reviewer's name and words; what was submitted says where it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.actions.draft import version_of
from kb.records.models import Record, Review
from kb.records.overdue import remind_of_returned
from networks.access.enums import Label
from networks.events import relay
from networks.events.models import Event
from networks.spaces.models import Membership
from networks.tasks.queries import task_count, tasks_for
from tests.factories import seat
from tests.kb.world import World

pytestmark = pytest.mark.storage
REASON = "Say how many lorries a night."


def page(world: World, name: str, address: str) -> str:
    return world.browser(name).get(address).content.decode()


def returned(world: World, **changed: Any) -> Practice:
    practice = world.share(**changed)
    world.decide("ncp", practice, "return", reason=REASON)
    relay.drain()
    return practice


def kinds(world: World, name: str) -> list[str]:
    return [each.kind for each in tasks_for(world.viewer(name))]


def submit_again(world: World, practice: Practice, **changed: Any) -> Any:
    fresh = Practice.objects.get(pk=practice.pk)
    sent = world.fields(version=version_of(fresh), **changed)
    return world.browser("author").post(f"{practice.get_absolute_url()}edit/", sent)


def test_an_author_finds_the_name_and_the_words_wherever_they_look(world: World) -> None:
    practice = returned(world)
    who = world.people["ncp"].full_name
    address = practice.get_absolute_url()
    for place in ("/workspace/", "/workspace/notices/", address, f"{address}edit/"):
        shown = page(world, "author", place)
        assert REASON in shown and who in shown, place
    [letter] = [each for each in mail.outbox if each.to == [world.people["author"].email]]
    assert who in letter.body and REASON in letter.body and practice.title in letter.subject
    [task] = tasks_for(world.viewer("author"))
    assert (task.kind, task.who, task.note) == ("Returned to you", who, REASON)
    assert task.action and task.action.url == f"{address}edit/"
    assert task_count(world.viewer("author")) == 1


def test_what_a_validator_refused_comes_back_alike(world: World) -> None:
    practice = world.share()
    world.decide("ncp", practice, "clear")
    world.decide("finn", practice, "reject", reason=REASON)
    [task] = tasks_for(world.viewer("author"))
    assert (task.kind, task.who, task.note) == ("Not validated", world.people["finn"].full_name, REASON)
    assert "did not validate this on" in page(world, "author", f"{practice.get_absolute_url()}edit/")


def test_a_review_that_a_change_of_readers_ended_comes_back_as_well(world: World) -> None:
    practice = world.share()
    sent = {"label": Label.GREEN.value, "networks": [world.network.slug]}
    assert world.browser("ncp").post(f"{practice.get_absolute_url()}marking/", sent).status_code == 302
    relay.drain()
    [task] = tasks_for(world.viewer("author"))
    assert "because the readers were changed" in task.note
    assert "ended because its readers were changed" in page(world, "author", "/workspace/notices/")


def test_what_one_takes_back_oneself_is_no_task(world: World) -> None:
    practice = world.share()
    world.decide("author", practice, "take_back")
    assert kinds(world, "author") == []


def test_contributors_who_may_edit_are_concerned_and_others_are_not(world: World) -> None:
    practice = world.share()
    practice.marking.contributors.add(world.people["colleague"], world.people["member"])
    world.decide("ncp", practice, "return", reason=REASON)
    assert kinds(world, "colleague") == ["Returned to you"]
    for name in ("member", "finn", "outsider", "ncp", "deputy"):
        assert kinds(world, name) == [], name
    Membership.objects.filter(expert=world.people["author"]).update(state="ended")
    assert kinds(world, "author") == []


def test_the_task_ends_when_the_text_is_submitted_again(world: World) -> None:
    practice = returned(world)
    assert submit_again(world, practice).status_code == 302
    assert kinds(world, "author") == []
    assert REASON not in page(world, "author", f"{practice.get_absolute_url()}edit/")
    assert kinds(world, "ncp") == ["To clear"]


def test_the_task_ends_when_the_draft_is_deleted_and_the_trail_keeps_that_there_was_one(world: World) -> None:
    practice = returned(world)
    browser = world.browser("author")
    assert f"{practice.get_absolute_url()}delete/" in page(
        world, "author", f"{practice.get_absolute_url()}edit/"
    )
    assert browser.post(f"{practice.get_absolute_url()}delete/").status_code == 302
    assert not Record.objects.filter(pk=practice.pk).exists()
    assert kinds(world, "author") == []
    assert Event.objects.filter(kind="record.deleted", subject_id=practice.pk).exists()
    relay.drain()
    assert browser.get("/workspace/notices/").status_code == 200


def test_what_is_being_reviewed_is_taken_back_before_it_is_deleted(world: World) -> None:
    practice = world.share()
    world.browser("author").post(f"{practice.get_absolute_url()}delete/")
    assert Record.objects.filter(pk=practice.pk).exists()


def test_changes_to_a_published_text_that_came_back_can_be_discarded(world: World) -> None:
    practice = world.publish()
    submit_again(world, practice, title="A second thought")
    world.decide("ncp", practice, "return", reason=REASON)
    assert kinds(world, "author") == ["Returned to you"]
    assert world.browser("author").post(f"{practice.get_absolute_url()}delete/").status_code == 302
    practice.refresh_from_db()
    assert kinds(world, "author") == []
    assert practice.get_latest_revision_as_object().title == "Queue of empty lorries"
    assert (practice.live, practice.has_unpublished_changes) == (True, False)
    assert submit_again(world, practice, title="A third thought").status_code == 302


@pytest.mark.parametrize("label", [Label.AMBER_STRICT, Label.RED])
def test_a_mail_about_a_closed_label_carries_no_title_and_no_words(world: World, label: Label) -> None:
    seat(world.network, world.people["ncp"], "member")
    named = [world.people["ncp"].handle] if label == Label.RED else []
    practice = returned(world, label=label.value, recipients=named, title="Closed and secret")
    letters = [each for each in mail.outbox if each.to == [world.people["author"].email]]
    assert letters
    for each in letters:
        assert REASON not in each.body and "Closed and secret" not in f"{each.subject}{each.body}"
        assert practice.reference in each.subject
    assert REASON in page(world, "author", "/workspace/notices/")


def test_readers_of_the_published_text_learn_nothing_of_what_came_back(world: World) -> None:
    practice = world.publish()
    submit_again(world, practice, title="A second thought")
    address = practice.get_absolute_url()
    assert "With the national contact point until" in page(world, "author", address)
    assert "With the national contact point" not in page(world, "member", address)
    world.decide("ncp", practice, "return", reason=REASON)
    assert REASON in page(world, "author", address)
    for place in (address, "/workspace/", "/workspace/notices/"):
        assert REASON not in page(world, "member", place), place


def test_a_submitted_text_says_where_it_is_to_its_author_and_its_reviewers(world: World) -> None:
    practice = world.share()
    address = practice.get_absolute_url()
    places = (address, "/workspace/", f"{address}edit/", f"{address}review/")
    for place in places:
        assert "With the national contact point until" in page(world, "author", place), place
    assert "With the national contact point until" in page(world, "ncp", f"{address}review/")
    world.decide("ncp", practice, "clear")
    for place in places:
        assert "0 of 2 validations, until" in page(world, "author", place), place
    world.decide("finn", practice, "validate", grade="proven")
    for place in places:
        assert "1 of 2 validations, until" in page(world, "author", place), place
    assert "1 of 2 validations" in page(world, "romanian", "/workspace/")


def test_an_overdue_submission_says_since_when(world: World) -> None:
    practice = world.share()
    Review.objects.update(stage_since=timezone.now() - timedelta(days=20))
    assert "With the national contact point, due since" in page(world, "author", practice.get_absolute_url())


def test_where_nobody_can_validate_it_says_that_there_will_be_no_grade(world: World) -> None:
    practice = world.share()
    address = practice.get_absolute_url()
    for place in (address, f"{address}edit/"):
        assert "without a grade" not in page(world, "author", place)
    Membership.objects.filter(expert=world.people["romanian"]).update(state="ended")
    for name, place in (("author", address), ("author", f"{address}edit/"), ("ncp", f"{address}review/")):
        assert "published without a grade" in page(world, name, place), place


def test_a_declined_request_says_who_declined_it_and_why(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    address = practice.get_absolute_url()
    world.browser("outsider").post(f"{address}ask/", {"message": "For our own queue."})
    answer = {"question": "1", "answer": "no", "words": "Only members read this."}
    world.browser("author").post(f"{address}questions/", answer)
    relay.drain()
    author = world.people["author"].full_name
    told = page(world, "outsider", "/workspace/notices/")
    assert f"{author} declined your request for access" in told and "Only members read this." in told
    [letter] = [each for each in mail.outbox if each.to == [world.people["outsider"].email]]
    assert "Only members read this." in letter.body
    assert author in page(world, "outsider", address)


def test_the_workspace_costs_the_same_for_one_returned_text_and_for_five(world: World) -> None:
    costs = []
    for number in (1, 4):
        for each in range(number):
            returned(world, title=f"Queue {number} {each}")
        browser = world.browser("author")
        browser.get("/workspace/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/workspace/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert task_count(world.viewer("author")) == 5


def test_the_message_after_deleting_a_draft_names_its_title(world: World) -> None:
    draft = world.share(save="draft", title="Ferry manifests")
    answer = world.browser("author").post(f"{draft.get_absolute_url()}delete/", follow=True)
    assert "Deleted the draft “Ferry manifests”." in answer.content.decode()


def ago(practice: Practice, days: int) -> None:
    Review.objects.filter(record=practice.pk).update(closed_at=timezone.now() - timedelta(days=days))


def test_the_owner_of_a_returned_text_is_reminded_once_when_it_is_overdue(world: World) -> None:
    practice = returned(world)
    ago(practice, 9)
    assert remind_of_returned() == 0
    ago(practice, 15)
    assert remind_of_returned() == 1 and remind_of_returned() == 0
    mail.outbox.clear()
    relay.drain()
    assert "is overdue: please edit and submit it again" in page(world, "author", "/workspace/notices/")
    assert "overdue" not in page(world, "ncp", "/workspace/notices/")
    assert [each.to for each in mail.outbox] == [[world.people["author"].email]]


def test_nobody_is_reminded_of_what_was_submitted_again(world: World) -> None:
    practice = returned(world)
    submit_again(world, practice, title="Mended")
    first = Review.objects.filter(record=practice.pk).order_by("pk").first()
    Review.objects.filter(pk=first.pk).update(closed_at=timezone.now() - timedelta(days=30))
    assert remind_of_returned() == 0
