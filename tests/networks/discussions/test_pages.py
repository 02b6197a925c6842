"""The pages of discussions, through the doors a browser uses."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.access.enums import Label
from networks.discussions.actions.close_topic import close_topic
from networks.discussions.actions.react import react
from networks.discussions.homes import _finders, register_home
from networks.discussions.models import Post, Topic
from networks.people.models import Expert
from tests.networks.discussions.world import World, new_topic, record_topic, say, sees

pytestmark = pytest.mark.django_db
Browser = Callable[[Expert], Client]


def page_of(topic: Topic) -> str:
    return reverse("discussions:topic", args=[topic.network.slug, topic.reference])


def action(name: str, topic: Topic, *further: int) -> str:
    return reverse(f"discussions:{name}", args=[topic.reference, *further])


def test_a_topic_is_shown_with_its_name_for_the_socket(world: World, signed_in: Browser) -> None:
    say(world.bert, world.topic, "With **gloves**.")
    page = signed_in(world.anna).get(page_of(world.topic)).content.decode()
    assert f'data-topic="{world.topic.reference}"' in page
    assert 'data-latest="2"' in page
    assert "<strong>gloves</strong>" in page
    assert "3 administrations" in page or "4 administrations" in page


def test_missing_and_forbidden_topics_answer_alike(world: World, signed_in: Browser) -> None:
    for browser in (signed_in(world.outsider), Client()):
        bodies = set()
        for reference in (world.topic.reference, "0123456789AB"):
            answer = browser.get(f"/networks/risk/discussions/{reference}/")
            assert answer.status_code == 404
            page = answer.content.decode().replace(reference, "")
            bodies.add(re.sub(r"csrfmiddlewaretoken[^>]*", "", page))
        assert len(bodies) == 1


@pytest.mark.parametrize("door", ["post", "read", "close", "reopen"])
def test_no_action_door_tells_an_outsider_that_a_topic_exists(
    world: World, signed_in: Browser, door: str
) -> None:
    browser = signed_in(world.outsider)
    assert browser.post(action(door, world.topic), {"body": "x", "key": uuid4()}).status_code == 404


@pytest.mark.parametrize("door", ["edit", "react", "remove", "accept"])
def test_no_door_of_a_post_tells_an_outsider_that_it_exists(
    world: World, signed_in: Browser, door: str
) -> None:
    assert signed_in(world.outsider).post(action(door, world.topic, 1), {}).status_code == 404


def test_the_plain_form_posts_and_leads_to_the_post(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.bert)
    page = browser.get(page_of(world.topic)).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    for _time in range(2):
        answer = browser.post(action("post", world.topic), {"body": "By hand.", "key": key, "reply_to": ""})
        assert answer.status_code == 302
        assert answer["Location"] == f"{page_of(world.topic)}#post-2"
    assert Post.objects.filter(topic=world.topic).count() == 2


def test_what_was_refused_is_put_back_with_the_reason(world: World, signed_in: Browser) -> None:
    long = "word " * 4_001
    answer = signed_in(world.bert).post(action("post", world.topic), {"body": long, "key": uuid4()})
    assert answer.status_code == 422
    assert "20000" in answer.content.decode().replace(",", "").replace("\u202f", "")
    assert long.strip() in answer.content.decode()
    no_key = signed_in(world.bert).post(action("post", world.topic), {"body": "Kept words"})
    assert no_key.status_code == 422
    assert "Kept words" in no_key.content.decode()


def test_a_script_gets_the_place_instead_of_a_page(world: World, signed_in: Browser) -> None:
    answer = signed_in(world.bert).post(
        action("post", world.topic),
        {"body": "Hello", "key": uuid4()},
        headers={"accept": "application/json"},
    )
    assert answer.json() == {"topic": world.topic.reference, "seq": 2}


def test_two_editors_the_second_sees_both(world: World, signed_in: Browser) -> None:
    said, browser = say(world.bert, world.topic, "First words"), signed_in(world.bert)
    address = action("edit", world.topic, said.seq)
    assert "First words" in browser.get(address).content.decode()
    assert browser.post(address, {"body": "From the office", "version": 1}).status_code == 302
    second = browser.post(address, {"body": "From the phone", "version": 1})
    assert second.status_code == 409
    assert "From the office" in second.content.decode()
    assert "From the phone" in second.content.decode()
    assert browser.post(address, {"body": "Both", "version": 2}).status_code == 302
    assert Post.objects.get(pk=said.pk).body == "Both"


def test_a_moderator_is_asked_for_the_reason(world: World, signed_in: Browser) -> None:
    said, browser = say(world.bert, world.topic), signed_in(world.lead)
    address = action("remove", world.topic, said.seq)
    assert browser.post(address).status_code == 422
    assert browser.post(address, {"reason": "Names a person"}).status_code == 302
    assert "Slowly." not in browser.get(page_of(world.topic)).content.decode()


def test_knowing_but_not_allowed_is_said_in_a_sentence(world: World, signed_in: Browser) -> None:
    topic = new_topic(world.anna, world.network, Label.GREEN)
    browser = signed_in(world.outsider)
    assert "Only members of its network" in browser.get(page_of(topic)).content.decode()
    refused = browser.post(action("post", topic), {"body": "x", "key": uuid4()})
    assert refused.status_code == 403
    assert "Only members" in refused.content.decode()


def test_a_closed_topic_keeps_what_was_being_written(world: World, signed_in: Browser) -> None:
    close_topic(sees(world.lead), world.topic.reference)
    answer = signed_in(world.bert).post(action("post", world.topic), {"body": "Too late", "key": uuid4()})
    assert answer.status_code == 422
    assert "Too late" in answer.content.decode()


def test_a_topic_is_started_by_the_form_once(world: World, signed_in: Browser) -> None:
    browser, address = signed_in(world.anna), reverse("discussions:new", args=["risk"])
    assert browser.get(address).status_code == 200
    form = {
        "title": "Seals",
        "body": "Which ones?",
        "kind": "question",
        "label": "TLP:AMBER",
        "key": str(uuid4()),
    }
    places = {browser.post(address, form)["Location"] for _time in range(2)}
    assert len(places) == 1
    assert Topic.objects.filter(title="Seals").count() == 1
    assert signed_in(world.outsider).get(address).status_code == 404


def test_red_without_a_recipient_is_refused_and_the_words_are_kept(world: World, signed_in: Browser) -> None:
    form = {
        "title": "Names",
        "body": "Kept words",
        "kind": "chat",
        "label": "TLP:RED",
        "key": str(uuid4()),
        "recipients": world.outsider.handle,
    }
    address = reverse("discussions:new", args=["risk"])
    answer = signed_in(world.anna).post(address, form)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Topic.objects.filter(title="Names").exists()


def test_the_list_shows_only_what_one_may_read(world: World, signed_in: Browser) -> None:
    address = reverse("discussions:list", args=["risk"])
    assert "Lorries in the cold" in signed_in(world.bert).get(address).content.decode()
    assert signed_in(world.outsider).get(address).status_code == 404
    new_topic(world.anna, world.network, Label.GREEN, title="For everybody")
    page = signed_in(world.outsider).get(address).content.decode()
    assert "For everybody" in page
    assert "Lorries in the cold" not in page


def test_the_address_of_a_record_topic_leads_to_the_record(world: World, signed_in: Browser) -> None:
    topic = record_topic(world.network, world.anna)
    browser = signed_in(world.bert)
    address = reverse("discussions:thread", args=[topic.reference])
    assert browser.get(address).status_code == 200
    register_home(_record_page)
    try:
        assert browser.get(address)["Location"] == "/kb/practices/7K3QF/"
        posted = browser.post(action("post", topic), {"body": "Hello", "key": uuid4()})
        assert posted["Location"] == "/kb/practices/7K3QF/#post-1"
    finally:
        _finders.remove(_record_page)
    assert signed_in(world.outsider).get(address).status_code == 404


def _record_page(topic: Topic) -> str:
    return "/kb/practices/7K3QF/"


def test_a_page_costs_the_same_queries_at_any_length(world: World, signed_in: Browser) -> None:
    browser, counts = signed_in(world.lead), []
    browser.get(page_of(world.topic))
    for number in (5, 45):
        for each in range(number):
            said = say(world.bert, world.topic, f"Number {each}", reply_to=1)
            react(sees(world.anna), world.topic.reference, said.seq, kind="agree")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(page_of(world.topic)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def test_a_list_costs_the_same_queries_at_any_length(world: World, signed_in: Browser) -> None:
    browser, counts = signed_in(world.bert), []
    browser.get(reverse("discussions:list", args=["risk"]))
    for number in (4, 20):
        for _each in range(number):
            new_topic(world.anna, world.network)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("discussions:list", args=["risk"])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def test_older_posts_are_a_page_away(world: World, signed_in: Browser) -> None:
    for each in range(120):
        say(world.bert, world.topic, f"Number {each}.")
    browser = signed_in(world.anna)
    newest = browser.get(page_of(world.topic)).content.decode()
    assert "Number 119." in newest
    assert "Number 5." not in newest
    older = re.search(r'href="([^"]*\?before=\d+)', newest).group(1)
    assert "Number 5." in browser.get(older).content.decode()


@pytest.mark.parametrize("place", ["0", "-1", "99999999999999999999", "x"])
def test_a_place_that_cannot_be_is_no_fault(world: World, signed_in: Browser, place: str) -> None:
    browser = signed_in(world.anna)
    assert browser.get(page_of(world.topic), {"before": place, "reply_to": place}).status_code == 200
    assert browser.post(action("read", world.topic), {"seq": place}).status_code == 204


def test_a_new_discussion_sent_again_after_going_back_is_one(world: World, signed_in: Browser) -> None:
    """The page comes anew with another key; the words are the same."""
    browser, before = signed_in(world.anna), Topic.objects.count()
    form = {"title": "Seals", "body": "Which\r\nseals?", "kind": "question", "label": Label.AMBER}
    answers = [browser.post("/networks/risk/discussions/new/", form | {"key": uuid4()}) for _time in range(2)]
    assert answers[0].url == answers[1].url
    assert Topic.objects.count() == before + 1
    browser.post("/networks/risk/discussions/new/", form | {"key": uuid4(), "body": "Other seals?"})
    assert Topic.objects.count() == before + 2


def test_a_post_sent_again_after_going_back_is_one(world: World, signed_in: Browser) -> None:
    browser, before = signed_in(world.bert), Post.objects.count()
    for _time in range(2):
        browser.post(action("post", world.topic), {"body": "Slowly.", "key": uuid4()})
    assert Post.objects.count() == before + 1
    say(world.anna, world.topic, "Really?")
    browser.post(action("post", world.topic), {"body": "Slowly.", "key": uuid4()})
    assert Post.objects.count() == before + 3
