"""Links between records: made by authors, shown in the words of either side, and what superseding does."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.practices.models import Practice
from kb.records.enums import LinkKind, State
from kb.records.models import RecordLink
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.events import relay
from networks.events.models import Event
from tests.factories import seat
from tests.kb.world import World

pytestmark = pytest.mark.storage

UNKNOWN = "No record with this reference was found among those you can read."


def page_of(practice: Practice) -> str:
    return f"{practice.get_absolute_url()}links/"


def publish(world: World, title: str, **changed: Any) -> Practice:
    """Another practice of the author."""
    return world.publish(title=title, key=str(uuid4()), **changed)


def send(
    world: World, name: str | None, source: Practice, other: str, kind: str = "derived_from", do: str = "add"
) -> Any:
    """Somebody presses a button of the page."""
    sent = {"other": other, "kind": kind, "do": do, "confirmed": "yes"}
    return world.browser(name).post(page_of(source), sent)


def read(world: World, name: str | None, practice: Practice) -> str:
    return world.browser(name).get(practice.get_absolute_url()).content.decode()


def words_on(world: World, name: str, practice: Practice) -> list[str]:
    bonds = world.browser(name).get(practice.get_absolute_url()).context["links"]
    return [f"{bond.words} {bond.other.title}" for bond in bonds]


def state_of(practice: Practice) -> str:
    practice.refresh_from_db()
    return practice.state


def foreign(world: World, **changed: Any) -> Practice:
    """A practice of somebody from another Member State."""
    other = publish(world, "Somebody else's", **changed)
    member = world.people["member"]
    mark(other.marking, owner=member, administration=member.administration)
    return other


@pytest.mark.parametrize(
    "named",
    [
        "{0}",
        " #{0} ",
        "{1}",
        "https://limes.example{1}history/?page=2#top",
        "/kb/practices/{0}-an-old-title/",
    ],
)
def test_an_author_links_by_reference_or_by_a_pasted_address(world: World, named: str) -> None:
    one, two = publish(world, "One"), publish(world, "Two")
    assert page_of(one) in read(world, "author", one)
    sent = named.format(two.reference.lower(), two.get_absolute_url())
    assert send(world, "author", one, sent).status_code == 302
    assert words_on(world, "finn", one) == ["Derived from Two"]
    assert words_on(world, "finn", two) == ["Basis of One"]
    assert list(Event.objects.filter(kind="record.linked").values_list("subject_id", flat=True)) == [one.pk]


def test_every_kind_has_words_for_either_side() -> None:
    for kind in LinkKind:
        assert kind.seen_from_the_other and kind.seen_from_the_other != kind.label


def test_a_link_is_removed_where_it_was_made(world: World) -> None:
    one, two = publish(world, "One"), publish(world, "Two")
    send(world, "author", one, two.reference)
    assert 'value="remove"' in world.browser("author").get(page_of(one)).content.decode()
    assert 'value="remove"' not in world.browser("author").get(page_of(two)).content.decode()
    send(world, "author", two, one.reference, do="remove")
    assert RecordLink.objects.count() == 1
    assert send(world, "author", one, two.reference, do="remove").status_code == 302
    assert words_on(world, "finn", one) == []
    assert Event.objects.filter(kind="record.unlinked", subject_id=one.pk).count() == 1
    assert send(world, "author", one, two.reference, do="remove").status_code == 302


@pytest.mark.parametrize(("name", "status"), [("ncp", 403), ("finn", 403), ("outsider", 404), (None, 404)])
def test_only_authors_link(world: World, name: str | None, status: int) -> None:
    one, two = publish(world, "One"), publish(world, "Two")
    assert world.browser(name).get(page_of(one)).status_code == status
    assert send(world, name, one, two.reference).status_code == status
    assert page_of(one) not in read(world, name, one)
    assert not RecordLink.objects.exists()


def test_what_one_may_not_know_is_answered_like_what_does_not_exist(world: World) -> None:
    one = publish(world, "One")
    handles = [world.people["ncp"].handle, world.people["finn"].handle]
    seat(world.network, world.people["ncp"])
    secret = foreign(world, label=Label.RED.value, recipients=handles)
    gone, draft = publish(world, "Gone"), world.share(key=str(uuid4()), save="draft")
    world.browser("author").post(f"{gone.get_absolute_url()}withdraw/", {"reason": "The law changed."})
    for named in (
        secret.reference,
        secret.get_absolute_url(),
        gone.reference,
        draft.reference,
        "ZZZZZ",
        "#",
        "/kb/",
    ):
        for do in ("add", "remove"):
            answer = send(world, "author", one, named, do=do)
            assert answer.status_code == 422
            assert UNKNOWN in answer.content.decode()
    assert not RecordLink.objects.exists()


def test_no_link_to_itself_none_twice_and_what_was_typed_is_kept(world: World) -> None:
    one, two = publish(world, "One"), publish(world, "Two")
    assert "to itself" in send(world, "author", one, one.reference).content.decode()
    send(world, "author", one, two.reference)
    again = send(world, "author", one, two.reference)
    assert again.status_code == 422
    assert "already exists" in again.content.decode()
    assert f'value="{two.reference}"' in again.content.decode()
    assert send(world, "author", one, two.reference, kind="evidence_for").status_code == 302
    assert send(world, "author", one, two.reference, kind="married_to").status_code == 422


def test_a_reader_sees_no_link_to_what_they_may_not_know(world: World) -> None:
    one = publish(world, "One", summary_label=Label.GREEN.value, label=Label.GREEN.value)
    two = publish(world, "CANARY TWO")
    send(world, "author", one, two.reference)
    assert "CANARY" in read(world, "finn", one)
    assert "CANARY" not in read(world, "outsider", one)


def test_what_is_superseded_says_so_stays_readable_and_leaves_lists(world: World) -> None:
    new, old = publish(world, "The new way"), publish(world, "The old way", summary_label=Label.GREEN.value)
    assert send(world, "author", new, old.reference, kind="supersedes").status_code == 302
    assert state_of(old) == State.SUPERSEDED
    assert words_on(world, "finn", new) == ["Supersedes The old way"]
    assert words_on(world, "finn", old) == ["Superseded by The new way"]
    note = (
        f'Superseded by <a href="{new.get_absolute_url()}"><span lang="en" dir="auto">The new way</span></a>'
    )
    assert note in read(world, "finn", old)
    assert "separate" in read(world, "finn", old)
    summary = read(world, "outsider", old)
    assert "Another record has taken its place" in summary and "The new way" not in summary
    assert "The old way" not in world.browser("finn").get("/kb/practices/").content.decode()
    assert world.browser("finn").get("/api/v1/practices/").json()["count"] == 1
    assert Event.objects.filter(kind="record.superseded", subject_id=old.pk).count() == 1


def test_removing_that_link_publishes_it_again(world: World) -> None:
    new, old = publish(world, "The new way"), publish(world, "The old way")
    send(world, "author", new, old.reference, kind="supersedes")
    send(world, "author", new, old.reference, kind="supersedes", do="remove")
    assert state_of(old) == State.PUBLISHED
    assert "The old way" in world.browser("finn").get("/kb/practices/").content.decode()
    assert Event.objects.filter(kind="record.not_superseded", subject_id=old.pk).exists()


def test_only_who_looks_after_the_other_record_says_that_it_is_superseded(world: World) -> None:
    new, old = publish(world, "The new way"), foreign(world)
    answer = send(world, "author", new, old.reference, kind="supersedes")
    assert answer.status_code == 422
    assert "Only the owner or the national contact point of the other record" in answer.content.decode()
    assert state_of(old) == State.PUBLISHED
    assert not RecordLink.objects.exists()
    assert send(world, "author", new, old.reference).status_code == 302


def test_its_owner_is_told_when_the_contact_point_supersedes_it(world: World) -> None:
    old = publish(world, "The old way")
    seat(world.network, world.people["ncp"], "contributor")
    draft = world.fields(title="The contact point's", key=str(uuid4()))
    world.browser("ncp").post("/kb/practices/new/", draft)
    new = Practice.objects.get(title="The contact point's")
    assert (
        "Publish this record first"
        in send(world, "ncp", new, old.reference, kind="supersedes").content.decode()
    )
    world.decide("deputy", new, "clear")
    world.decide("finn", new, "validate", grade="proven")
    world.decide("romanian", new, "validate", grade="proven")
    assert send(world, "ncp", new, old.reference, kind="supersedes").status_code == 302
    relay.drain()
    assert (
        "“The old way” was superseded" in world.browser("author").get("/workspace/notices/").content.decode()
    )


def test_what_was_superseded_is_back_when_the_newer_one_is_withdrawn(world: World) -> None:
    old, new = publish(world, "The old way"), publish(world, "The new way")
    send(world, "author", new, old.reference, LinkKind.SUPERSEDES)
    assert state_of(old) == State.SUPERSEDED
    world.browser("author").post(f"{new.get_absolute_url()}withdraw/", {"reason": "It did not work."})
    assert (state_of(new), state_of(old)) == (State.WITHDRAWN, State.PUBLISHED)
    assert "The old way" in world.browser("finn").get("/kb/practices/").content.decode()
    assert words_on(world, "finn", old) == []


def test_nothing_is_superseded_twice_nor_in_a_circle(world: World) -> None:
    one, two, three = (publish(world, title) for title in ("One", "Two", "Three"))
    send(world, "author", one, two.reference, kind="supersedes")
    assert send(world, "author", three, two.reference, kind="supersedes").status_code == 422
    assert send(world, "author", two, one.reference, kind="supersedes").status_code == 422
    assert state_of(one) == State.PUBLISHED


def test_a_new_version_of_what_is_superseded_stays_superseded(world: World) -> None:
    new, old = publish(world, "The new way"), publish(world, "The old way")
    send(world, "author", new, old.reference, kind="supersedes")
    old.refresh_from_db()
    old.publish(old.latest_revision, user=world.people["author"], skip_permission_checks=True)
    assert state_of(old) == State.SUPERSEDED


def test_the_page_costs_the_same_queries_with_one_link_and_with_many(world: World) -> None:
    one = publish(world, "One")
    costs = []
    for count in (1, 4):
        for number in range(count):
            send(world, "author", one, publish(world, f"Other {count} {number}").reference)
        browser = world.browser("author")
        browser.get(page_of(one))
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(one))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 25


def test_a_contributor_is_offered_no_withdrawal_that_would_be_refused(world: World) -> None:
    practice = publish(world, "One")
    practice.marking.refresh_from_db()
    practice.marking.contributors.add(world.people["colleague"])
    mark(practice.marking)
    address = f"{practice.get_absolute_url()}withdraw/"
    assert address in read(world, "author", practice) and address in read(world, "ncp", practice)
    assert address not in read(world, "colleague", practice)
    assert page_of(practice) in read(world, "colleague", practice)


def test_removing_a_link_asks_first_and_names_what_is_linked(world: World) -> None:
    one, two = publish(world, "The one"), publish(world, "The other")
    send(world, "author", one, two.reference)
    author = world.browser("author")
    sent = {"other": two.reference, "kind": "derived_from", "do": "remove"}
    asked = author.post(page_of(one), sent)
    assert asked.status_code == 200 and RecordLink.objects.exists()
    assert "Remove the link to “The other”?" in asked.content.decode()
    answer = author.post(page_of(one), {**dict(asked.context["fields"]), "confirmed": "yes"}, follow=True)
    assert not RecordLink.objects.exists()
    assert "Removed the link to “The other”." in answer.content.decode()
