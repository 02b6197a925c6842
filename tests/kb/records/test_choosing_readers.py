"""*Who can read it*: a page of its own for those who look after a record that exists."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.practices.models import Practice
from kb.records.actions.marking import change_marking, choice_of
from kb.records.enums import Outcome
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.access.grants import align_membership
from networks.access.viewer import viewer_of
from networks.spaces.models import Membership, Network
from tests.factories import ExpertFactory, NetworkFactory, seat
from tests.kb.world import World

pytestmark = pytest.mark.storage

REFUSED = "The national contact point must decide."


def page_of(practice: Practice) -> str:
    return f"{practice.get_absolute_url()}marking/"


def choose(world: World, name: str | None, practice: Practice, *networks: Network, **changed: Any) -> Any:
    """Somebody sends the form."""
    fields = {"label": Label.AMBER.value, "summary_label": "", "networks": [each.slug for each in networks]}
    return world.browser(name).post(page_of(practice), fields | changed)


def label_of(practice: Practice) -> str:
    return Practice.objects.get(pk=practice.pk).marking.label


@pytest.mark.parametrize("name", ["author", "ncp", "deputy"])
def test_who_looks_after_a_record_finds_the_page_from_the_records_own(world: World, name: str) -> None:
    practice = world.publish()
    assert page_of(practice) in world.browser(name).get(practice.get_absolute_url()).content.decode()
    page = world.browser(name).get(page_of(practice)).content.decode()
    assert "Members of Risk management" in page
    assert f"{practice.get_absolute_url()}readers/" in page


@pytest.mark.parametrize(("name", "status"), [("finn", 403), ("member", 403), ("outsider", 404), (None, 404)])
def test_others_who_know_it_get_a_sentence_and_strangers_nothing(
    world: World, name: str | None, status: int
) -> None:
    practice = world.publish()
    assert page_of(practice) not in world.browser(name).get(practice.get_absolute_url()).content.decode()
    answers = [world.browser(name).get(page_of(practice)), choose(world, name, practice, world.network)]
    answers.append(world.browser(name).get(f"{practice.get_absolute_url()}readers/"))
    assert [each.status_code for each in answers] == [status] * 3
    assert ("the owner or the national contact point" in answers[0].content.decode()) == (status == 403)


@pytest.mark.parametrize("name", ["author", "ncp"])
def test_readers_are_taken_away_at_once(world: World, name: str) -> None:
    practice = world.publish()
    assert choose(world, name, practice, world.network, label=Label.AMBER_STRICT.value).status_code == 302
    assert world.browser("finn").get(practice.get_absolute_url()).status_code == 404
    assert world.browser("colleague").get(practice.get_absolute_url()).status_code == 200


def test_the_owner_lets_nobody_new_in_once_it_is_out_and_what_they_chose_is_kept(world: World) -> None:
    practice = world.publish()
    answer = choose(world, "author", practice, world.network, label=Label.GREEN.value)
    assert answer.status_code == 422
    assert REFUSED in answer.content.decode()
    assert answer.context["marking_form"]["label"].value() == Label.GREEN
    assert answer.context["marking_open"]
    assert label_of(practice) == Label.AMBER
    assert world.browser("outsider").get(practice.get_absolute_url()).status_code == 404


def test_a_contact_point_lets_nobody_new_into_a_text_of_their_own_the_deputy_does(world: World) -> None:
    practice = world.publish()
    mark(practice.marking, owner=world.people["ncp"])
    assert choose(world, "ncp", practice, world.network, label=Label.GREEN.value).status_code == 422
    assert label_of(practice) == Label.AMBER
    assert choose(world, "deputy", practice, world.network, label=Label.GREEN.value).status_code == 302
    assert label_of(practice) == Label.GREEN


def test_a_contributor_writes_but_does_not_decide_who_reads(world: World) -> None:
    practice = world.share()
    practice.marking.contributors.add(world.people["colleague"])
    mark(practice.marking)
    change_marking(viewer_of(world.people["author"]), practice, choice_of(practice.marking))
    wanted = replace(choice_of(practice.marking), label=Label.GREEN.value)
    with pytest.raises(ValidationError, match="can change who can read this"):
        change_marking(viewer_of(world.people["colleague"]), practice, wanted)
    assert label_of(practice) == Label.AMBER


def test_the_contact_point_lets_new_readers_in(world: World) -> None:
    practice = world.publish()
    assert choose(world, "deputy", practice, world.network, label=Label.GREEN.value).status_code == 302
    assert "separate" in world.browser("outsider").get(practice.get_absolute_url()).content.decode()


def test_before_it_was_sent_the_owner_chooses_freely(world: World) -> None:
    draft = world.share(save="draft")
    assert world.browser("ncp").get(page_of(draft)).status_code == 404
    assert choose(world, "author", draft, world.network, label=Label.GREEN.value).status_code == 302
    assert label_of(draft) == Label.GREEN


def test_the_contact_point_chooses_among_networks_in_which_the_administration_sits(world: World) -> None:
    sits, shut = NetworkFactory(name="Poland sits here"), NetworkFactory(name="Shut", closed=True)
    for network in (sits, shut):
        seat(network, world.people["colleague"])
    practice = world.publish()
    page = world.browser("ncp").get(page_of(practice)).content.decode()
    assert "Poland sits here" in page
    assert "Shut" not in page and "Somewhere else" not in page
    assert "Poland sits here" not in world.browser("author").get(page_of(practice)).content.decode()
    assert choose(world, "ncp", practice, world.network, world.other).status_code == 422
    assert choose(world, "author", practice, world.network, sits).status_code == 422
    assert choose(world, "ncp", practice, world.network, sits).status_code == 302
    assert set(practice.marking.networks.all()) == {world.network, sits}


def test_what_is_out_keeps_a_network_and_readers(world: World) -> None:
    practice = world.publish()
    assert choose(world, "author", practice).status_code == 422
    assert choose(world, "author", practice, world.network, label=Label.RED.value).status_code == 422
    assert label_of(practice) == Label.AMBER
    assert choose(world, "author", practice, world.network, label="TLP:PINK").status_code == 422


def test_new_readers_end_the_review_and_close_the_draft_to_its_validators(world: World) -> None:
    practice = world.share()
    world.decide("ncp", practice, "clear")
    assert world.browser("finn").get(f"{practice.get_absolute_url()}review/").status_code == 200
    choose(world, "ncp", practice, world.network, label=Label.GREEN.value)
    assert world.review(practice).outcome == Outcome.ENDED
    assert world.browser("finn").get(f"{practice.get_absolute_url()}review/").status_code == 404


def test_a_red_record_stays_unknown_to_a_contact_point_who_is_no_recipient(world: World) -> None:
    seat(world.network, world.people["ncp"], "member")
    handles = [world.people[name].handle for name in ("ncp", "finn")]
    practice = world.publish(label=Label.RED.value, recipients=handles)
    assert world.browser("ncp").get(page_of(practice)).status_code == 200
    assert world.browser("deputy").get(page_of(practice)).status_code == 404
    finn = [world.people["finn"].handle]
    answer = choose(world, "ncp", practice, world.network, label=Label.RED.value, recipients=finn)
    assert answer.headers["Location"] == "/workspace/"
    assert world.browser("ncp").get(page_of(practice)).status_code == 404


def test_named_people_stay_named_when_their_network_was_left(world: World) -> None:
    handles = [world.people[name].handle for name in ("ncp", "finn")]
    seat(world.network, world.people["ncp"], "member")
    practice = world.publish(label=Label.RED.value, recipients=handles)
    world.network.memberships.filter(expert=world.people["finn"]).update(state="ended")
    chosen = {"label": Label.RED.value, "recipients": handles}
    assert choose(world, "author", practice, world.network, **chosen).status_code == 302
    assert world.browser("finn").get(practice.get_absolute_url()).status_code == 200


def test_the_sentence_follows_the_choice_also_in_networks_only_the_contact_point_may_choose(
    world: World,
) -> None:
    sits = NetworkFactory(name="Poland sits here")
    seat(sits, world.people["colleague"])
    practice = world.publish()
    query = {"label": Label.AMBER.value, "networks": [sits.slug]}
    answer = world.browser("ncp").get(f"{practice.get_absolute_url()}readers/", query)
    # How many sit there is for its members to know.
    assert answer.json()["sentence"].startswith("Members of Poland sits here. ")


def test_what_was_withdrawn_is_no_longer_changed(world: World) -> None:
    practice = world.publish()
    world.browser("author").post(f"{practice.get_absolute_url()}withdraw/", {"reason": "The law changed."})
    assert world.browser("author").get(page_of(practice)).status_code == 403
    assert choose(world, "author", practice, world.network, label=Label.RED.value).status_code == 403


def test_the_page_costs_at_most_25_queries(world: World) -> None:
    practice = world.publish()
    browser = world.browser("ncp")
    browser.get(page_of(practice))
    with CaptureQueriesContext(connection) as queries:
        browser.get(page_of(practice))
    assert len(queries) <= 25


def test_a_guest_who_writes_in_two_networks_is_offered_people_of_their_own_alone(world: World) -> None:
    """Guests know those of their own spaces: the text being in another network as well makes nobody known to them."""
    guest, stranger = world.people["guest"], ExpertFactory(family_name="Kept-from-guests")
    seat(world.network, stranger)
    Membership.objects.filter(expert=guest).update(role="contributor")
    align_membership(Membership.objects.get(expert=guest))
    practice = world.share(save="draft")
    marking = practice.marking
    marking.networks.set([world.network, world.other])
    mark(marking, owner=guest, administration=guest.administration)
    for address in (page_of(practice), f"{practice.get_absolute_url()}edit/"):
        page = world.browser("guest").get(address)
        assert page.status_code == 200
        assert "outsider" in page.content.decode(), address
        assert "Kept-from-guests" not in page.content.decode(), address
    wished = {"label": Label.RED.value, "recipients": [stranger.handle]}
    answer = choose(world, "guest", practice, world.other, **wished)
    assert answer.status_code == 422 and "Kept-from-guests" not in answer.content.decode()
