"""What stands in a calendar: what waits for its owner and what of theirs ends, in words that may be seen by others."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from kb.practices.models import Practice
from kb.records import deadlines
from kb.records.actions.withdraw import withdraw
from kb.records.enums import AccessRequestKind
from kb.records.models import AccessRequest, Record, Review
from kb.records.scheduled import remind_of_reviews
from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label, Shape
from networks.access.models import Marking
from networks.people.actions.tokens import make_token
from networks.people.enums import TokenScope
from networks.people.models import Expert
from networks.people.today import today
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.enums import EndKind
from networks.spaces.models import Membership, Network, Office
from tests import factories
from tests.kb.world import World, make_world
from tests.networks.calendar.asking import asked, events, lines, token_of

pytestmark = pytest.mark.django_db
LATER = date(2030, 3, 1)


@pytest.fixture
def world() -> World:
    return make_world()


def share(world: World, **changed: Any) -> Record:
    return world.share(key=str(uuid4()), **changed)


def publish(world: World, **changed: Any) -> Record:
    return world.publish(key=str(uuid4()), **changed)


def test_what_waits_for_a_contact_point_stands_there_by_reference_and_without_a_title(world: World) -> None:
    practice = share(world)
    [event] = events(asked(token_of(world.people["ncp"])))
    assert str(event["SUMMARY"]) == f"TLP:AMBER To clear: {practice.reference}"
    assert event["DTSTART"].dt == deadlines.of_review(world.review(practice))
    assert str(event["URL"]).endswith(f"{practice.get_absolute_url()}review/")
    assert str(event["CLASS"]) == "PRIVATE"
    assert lines(world.people["author"]) == []


def test_a_newer_draft_of_a_published_text_gives_no_title_either(world: World) -> None:
    practice = publish(world, label=Label.GREEN.value)
    secret = token_of(world.people["ncp"])
    assert lines(secret) == []
    practice.title = "Secret of the draft"
    practice.save_revision(user=world.people["author"], clean=False)
    Review.objects.create(
        record=practice.as_record(), revision=practice.latest_revision, submitted_by=world.people["author"]
    )
    assert lines(secret) == [f"TLP:GREEN To clear: {practice.reference}"]


def test_validators_are_told_by_reference(world: World) -> None:
    practice = share(world)
    world.decide("ncp", practice, "clear")
    assert lines(world.people["finn"]) == [f"TLP:AMBER To validate: {practice.reference}"]
    assert lines(world.people["member"]) == lines(world.people["ncp"]) == []


def test_what_has_to_be_confirmed_has_its_title_as_long_as_its_owner_reads_it_by_the_token(
    world: World,
) -> None:
    practice = publish(world)
    secret = token_of(world.people["author"])
    [event] = events(asked(secret))
    assert str(event["SUMMARY"]) == f"TLP:AMBER To confirm: Queue of empty lorries ({practice.reference})"
    assert event["DTSTART"].dt == practice.review_due
    end_membership(Membership.objects.get(expert=world.people["author"]), EndKind.REMOVED, None, "")
    assert lines(secret) == [f"TLP:AMBER To confirm: {practice.reference}"]


@pytest.mark.parametrize("label", ["TLP:RED", "TLP:AMBER+STRICT"])
def test_of_closed_labels_there_is_no_line_not_even_by_reference(world: World, label: str) -> None:
    factories.seat(world.network, world.people["ncp"])
    named = [world.people["ncp"].handle]
    wanted = {"label": label, "recipients": named if label == "TLP:RED" else []}
    waits = share(world, **wanted)
    out = publish(world, **wanted, summary_label="" if label == "TLP:RED" else "TLP:GREEN")
    for name in ("author", "ncp", "deputy", "finn"):
        told = asked(token_of(world.people[name])).content.decode()
        assert waits.reference not in told, name
        assert out.reference not in told, name
        assert label not in told


def test_questions_stand_with_whoever_answers_them(world: World) -> None:
    practice = publish(world, summary_label="TLP:GREEN")
    for kind in AccessRequestKind:
        AccessRequest.objects.create(record=practice.as_record(), expert=world.people["outsider"], kind=kind)
    answer = f"TLP:AMBER To answer: {practice.reference}"
    titled = f"TLP:AMBER To answer: Queue of empty lorries ({practice.reference})"
    assert titled in lines(world.people["author"])
    # The contact point reads by the office, which no program does; this summary is GREEN, so it is read without.
    assert lines(world.people["ncp"]) == [titled, titled]
    mark(practice.marking, summary_label="")
    assert lines(world.people["ncp"]) == [answer, answer]
    assert lines(world.people["outsider"]) == []


def test_a_withdrawn_text_is_named_by_reference_only(world: World) -> None:
    practice = publish(world, label="TLP:GREEN")
    AccessRequest.objects.create(record=practice.as_record(), expert=world.people["outsider"])
    secret = token_of(world.people["author"])
    assert any("Queue of empty" in each for each in lines(secret))
    withdraw(world.viewer("author"), practice.as_record(), "It was wrong.")
    assert not any("Queue of empty" in each for each in lines(secret))


def test_what_lost_its_owner_or_its_networks_waits_for_the_contact_point(world: World) -> None:
    practice = publish(world)
    type(practice.marking).objects.filter(pk=practice.marking_id).update(owner=None)
    secret = token_of(world.people["ncp"])
    assert lines(secret) == [f"TLP:AMBER Needs a new owner: {practice.reference}"]
    Network.objects.filter(pk=world.network.pk).update(closed_at=timezone.now())
    assert f"TLP:AMBER Needs another network: {practice.reference}" in lines(secret)


def test_ones_own_seats_offices_tokens_and_account_end_with_a_day(world: World) -> None:
    finn = world.people["finn"]
    Membership.objects.filter(expert=finn).update(ends_on=LATER)
    Network.objects.filter(pk=world.network.pk).update(mandate_until=LATER - timedelta(days=1))
    Expert.objects.filter(pk=finn.pk).update(expires_on=LATER + timedelta(days=2))
    Office.objects.filter(expert=world.people["ncp"]).update(ends_on=LATER)
    found = [(str(each["SUMMARY"]), each["DTSTART"].dt) for each in events(asked(token_of(finn)))]
    assert found == [
        ("Last day of your membership: Risk management", LATER - timedelta(days=1)),
        ("Last day of your account", LATER + timedelta(days=2)),
    ]
    assert lines(world.people["ncp"]) == ["Last day of your office: National contact point"]
    secret = make_token(world.viewer("outsider"), "Old phone", today(), TokenScope.CALENDAR).secret
    told = asked(secret).content.decode()
    assert "SUMMARY:Last day of your token: Old phone" in told


def test_the_day_is_the_one_on_which_reminders_begin(world: World) -> None:
    review = world.review(share(world))
    for offset in range(14):
        since = timezone.now() - timedelta(days=offset)
        Review.objects.filter(pk=review.pk).update(stage_since=since, reminded=0)
        review.refresh_from_db()
        assert remind_of_reviews() == int(deadlines.of_review(review) <= timezone.localdate())


def test_a_calendar_is_the_same_in_every_byte_until_something_changes(world: World) -> None:
    practice = share(world)
    secret = token_of(world.people["ncp"])
    first = asked(secret)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache"
    again = asked(secret, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert asked(secret).content == first.content
    world.decide("ncp", practice, "clear")
    after = asked(secret, **{"If-None-Match": first["ETag"]})
    assert after.status_code == 200
    assert lines(secret) == []
    assert asked(token_of(world.people["deputy"]), **{"If-None-Match": first["ETag"]}).status_code == 200


def test_the_file_holds_what_programs_and_telephones_ask_for(world: World) -> None:
    share(world)
    calendar = Calendar.from_ical(asked(token_of(world.people["ncp"])).content)
    assert str(calendar["X-WR-CALNAME"]) == "Limes"
    assert str(calendar["X-WR-CALDESC"]).startswith("TLP:AMBER. ")
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "URL"} <= set(event)
        assert event["DTSTART"].params["VALUE"] == "DATE"


def test_names_of_the_same_thing_stay_and_hold_no_number_of_the_database(world: World) -> None:
    practice = share(world)
    secret = token_of(world.people["ncp"])
    [before] = events(asked(secret))
    Review.objects.filter(record=practice.pk).update(stage_since=timezone.now() - timedelta(days=30))
    [after] = events(asked(secret))
    assert before["UID"] == after["UID"]
    assert before["DTSTART"].dt != after["DTSTART"].dt
    assert len({str(each["UID"]) for each in events(asked(secret))}) == 1


def test_words_of_a_title_end_no_line_and_begin_no_other_event(world: World) -> None:
    practice = publish(world, label="TLP:GREEN")
    bad = "Empty\r\nEND:VEVENT\rBEGIN:VEVENT\nSUMMARY:x; y, z\\n\x0b\u2028 " + "long " * 20
    type(practice).objects.filter(pk=practice.pk).update(title=bad)
    body = asked(token_of(world.people["author"])).content
    assert body.count(b"BEGIN:VEVENT") == 3
    assert sum(line == b"BEGIN:VEVENT" for line in body.split(b"\r\n")) == 2
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert not any(letter in body.replace(b"\r\n", b"").decode() for letter in "\r\n\x0b\u2028")


def test_it_speaks_the_language_of_its_owner_whatever_a_program_says(world: World) -> None:
    secret = token_of(world.people["ncp"])
    plain, other = asked(secret), asked(secret, **{"Accept-Language": "fi,de;q=0.8"})
    assert plain.content == other.content


def test_fifty_days_cost_as_many_questions_as_five(world: World) -> None:
    people = [world.people["author"], world.people["ncp"]]
    secrets = [token_of(each) for each in people]
    grow(world, 5)
    few = [queries(each) for each in secrets]
    grow(world, 45)
    assert [queries(each) for each in secrets] == few
    assert all(len(lines(each)) >= 50 for each in secrets)
    assert max(few) < 25


def grow(world: World, number: int) -> None:
    """So many published texts with a question to each: made by rows, fifty by their forms would take minutes."""
    for _each in range(number):
        practice = published_row(world)
        AccessRequest.objects.create(record=practice.as_record(), expert=world.people["outsider"])


def published_row(world: World) -> Record:
    marking = Marking.objects.create(
        shape=Shape.RECORD,
        label=Label.GREEN,
        exposure=Exposure.PUBLISHED,
        submitted=True,
        owner=world.people["author"],
        administration=world.people["author"].administration,
    )
    marking.networks.set([world.network])
    mark(marking)
    language = factories.LanguageFactory(code="en", name="English")
    return Practice.objects.create(
        marking=marking,
        state="published",
        live=True,
        title="One of many",
        language=language,
        review_due=LATER,
    )


def queries(secret: str) -> int:
    Client().get(f"/calendar/{secret}.ics")
    with CaptureQueriesContext(connection) as counted:
        assert asked(secret).status_code == 200
    return len(counted)
