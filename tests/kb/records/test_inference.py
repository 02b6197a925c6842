"""What nobody says, nobody can conclude either: from a count, a name in a list, a refusal, or something that vanishes."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from kb.practices.models import Adoption
from kb.records.actions.ask_more import ask_for_more
from kb.records.actions.draft import create_draft
from kb.records.actions.link import link
from kb.records.actions.marking import MarkingChoice
from kb.records.actions.submit import submit
from kb.records.actions.withdraw import withdraw
from kb.records.enums import LinkKind
from kb.records.models import Record
from kb.records.registry import register_named
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.access.viewer import viewer_of
from networks.events import relay
from networks.people.actions.invite_person import Newcomer, invite_person
from networks.people.actions.off_board import off_board
from networks.people.models import Expert
from networks.spaces.actions.end_membership import leave_network
from networks.spaces.enums import NetworkRole
from networks.spaces.models import Membership, Network
from tests import factories
from tests.kb.world import World

pytestmark = pytest.mark.django_db


def leaving_page(world: World, person: Expert) -> str:
    """What the contact point is told before they say that this person has left."""
    page = world.browser("ncp").get(reverse("people:off_board", args=[person.handle])).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", page)


def test_the_page_of_leaving_does_not_count_what_names_somebody(world: World) -> None:
    colleague, finn = world.people["colleague"], world.people["finn"]
    red = factories.marking(
        Label.RED,
        networks=[world.network],
        owner=finn,
        administration=finn.administration,
        recipients=[world.people["romanian"]],
    )
    before = leaving_page(world, colleague)
    red.recipients.add(colleague)
    mark(red)
    assert leaving_page(world, colleague) == before


def test_it_does_not_count_drafts_that_nobody_has_seen(world: World) -> None:
    author = world.people["author"]
    world.share(save="draft", title="Nobody has seen it")
    told = leaving_page(world, author)
    assert "will need a new owner" not in told and "Nobody has seen it" not in told
    assert "The same applies to anything else they own" in told


def test_it_counts_and_names_what_the_contact_point_knows(world: World) -> None:
    world.publish(title="Known to them")
    told = leaving_page(world, world.people["author"])
    assert "One text will need a new owner" in told and "Known to them" in told


def test_it_names_leads_of_a_network_only_to_those_who_sit_there(world: World) -> None:
    space, colleague = factories.NetworkFactory(), world.people["colleague"]
    factories.seat(space, colleague, NetworkRole.LEAD)
    other = factories.ExpertFactory(given_name="Leads", family_name="Hiddenly")
    factories.seat(space, other, NetworkRole.DEPUTY)
    assert "Leads Hiddenly" not in leaving_page(world, colleague)
    factories.seat(space, world.people["ncp"])
    assert "Leads Hiddenly" in leaving_page(world, colleague)


def test_the_queue_calls_a_draft_that_nobody_has_seen_by_its_reference(world: World) -> None:
    world.share(save="draft", title="Nobody has seen it")
    off_board(world.viewer("ncp"), world.people["author"], "Retired")
    relay.drain()
    record = Record.objects.get(marking__owner=None)
    for page in ("/workspace/", f"{record.specific.get_absolute_url()}owner/"):
        told = world.browser("ncp").get(page).content.decode()
        assert record.reference in told
        assert "Nobody has seen it" not in told


def adoption_of(world: World, title: str) -> Record:
    """Published without clearance; its summary is wider than its text."""
    text = Adoption(title=title, body="We try it.", adopted_practice=world.publish())
    choice = MarkingChoice(label=Label.AMBER, summary_label=Label.GREEN, networks=(world.network,))
    saved = create_draft(world.viewer("author"), register_named("adoptions"), text, choice, uuid4())
    submit(world.viewer("author"), saved.record, saved.version)
    return Record.objects.get(pk=saved.record.pk)


def test_a_question_about_what_was_withdrawn_waits_for_nobody(world: World) -> None:
    record = adoption_of(world, "Title of the withdrawn")
    ask_for_more(world.viewer("outsider"), record, "Please")
    assert "Title of the withdrawn" in world.browser("ncp").get("/workspace/").content.decode()
    withdraw(world.viewer("author"), record, "It was wrong.")
    for page in ("/workspace/", "/"):
        assert "Title of the withdrawn" not in world.browser("ncp").get(page).content.decode()


def test_the_history_tells_of_a_link_only_to_those_who_know_the_other_end(world: World) -> None:
    practice, other = world.publish(), world.publish(key=str(uuid4()), title="Other")
    mark(other.marking, label=Label.RED)
    link(world.viewer("author"), practice, other.reference, LinkKind.DERIVED_FROM)
    history = f"{practice.get_absolute_url()}history/"
    assert "Linked to another record" in world.browser("author").get(history).content.decode()
    told = world.browser("ncp").get(history)
    assert told.status_code == 200
    assert "Linked to another record" not in told.content.decode()


def test_an_invitation_to_an_address_stands_on_when_its_owner_leaves(world: World) -> None:
    lead, known = factories.ExpertFactory(), factories.ExpertFactory()
    factories.seat(world.network, lead, NetworkRole.LEAD)
    world.people["lead"] = lead
    for address in (known.email, "unknown@customs.example"):
        newcomer = Newcomer(address, "A", "B", world.people["finn"].administration, world.network)
        invite_person(viewer_of(lead), newcomer)
    members = f"/networks/{world.network.slug}/members/"

    def invitations() -> list[str]:
        return re.findall(r"[a-z0-9.+-]+@[a-z0-9.-]+", world.browser("lead").get(members).content.decode())

    before = invitations()
    assert known.email in before and "unknown@customs.example" in before
    off_board(viewer_of(factories.administrator()), known, "Retired")
    assert invitations() == before


def asked_for(world: World, practice: Record, *administrations: str) -> list[str]:
    answer = world.browser("colleague").post(
        f"{practice.get_absolute_url()}release/",
        {"reason": "We would use it.", "administrations": administrations},
    )
    return [] if answer.status_code == 302 else list(answer.context["form"].non_field_errors())


def test_no_wish_tells_which_administrations_are_named(world: World) -> None:
    practice = world.publish(label=Label.AMBER_STRICT.value)
    practice.marking.administrations.add(world.people["romanian"].administration)
    mark(practice.marking)
    assert asked_for(world, practice, "RO") == []
    waiting = asked_for(world, practice, "RO")
    assert waiting and waiting == asked_for(world, practice, "FI")


def test_an_adoption_of_a_closed_practice_begins_with_its_reference(world: World) -> None:
    practice = world.publish(label=Label.AMBER_STRICT.value, title="Closed title", administrations=["FI"])
    page = world.browser("finn").get(f"/kb/adoptions/new/?practice={practice.reference}")
    assert practice.reference in page.context["form"]["title"].value()
    assert "Closed title" not in page.context["form"]["title"].value()
    assert not page.context["form"]["topics"].value()


def marking_page(world: World, who: str, practice: Record, form: str = "marking") -> str:
    answer = world.browser(who).get(f"{practice.get_absolute_url()}{form}/")
    assert answer.status_code == 200
    return answer.content.decode()


def sits_in(space: Network, family_name: str) -> Expert:
    return factories.seat(space, factories.ExpertFactory(given_name="Sits", family_name=family_name)).expert


def test_an_owner_who_left_a_network_is_not_offered_who_came_later(world: World) -> None:
    practice = world.publish()
    assert world.people["member"].full_name in marking_page(world, "author", practice)
    leave_network(world.viewer("author"), Membership.objects.get(expert=world.people["author"]))
    sits_in(world.network, "Lateron")
    told = marking_page(world, "author", practice)
    assert "Sits Lateron" not in told and world.people["member"].full_name not in told


def test_a_contact_point_is_offered_colleagues_and_no_members_of_networks_of_others(world: World) -> None:
    practice, space = world.publish(), factories.NetworkFactory(name="Closed one")
    factories.seat(space, world.people["colleague"])
    sits_in(space, "Secretly")
    told = marking_page(world, "ncp", practice)
    assert "Closed one" in told and world.people["colleague"].full_name in told
    assert "Sits Secretly" not in told


def test_a_contributor_is_offered_members_of_the_networks_they_sit_in(world: World) -> None:
    practice = world.publish()
    practice.marking.networks.add(world.other)
    practice.marking.contributors.add(world.people["colleague"])
    mark(practice.marking)
    sits_in(world.other, "Elsewhere")
    sits_in(world.network, "Beside")
    told = marking_page(world, "colleague", practice, "edit")
    assert "Sits Beside" in told
    assert "Sits Elsewhere" not in told


def test_how_many_sit_in_a_network_is_counted_for_its_members(world: World) -> None:
    practice, space = world.publish(), factories.NetworkFactory(name="Closed one")
    factories.seat(space, world.people["colleague"])

    def readers(who: str, network: Network) -> str:
        asked = {"label": "TLP:AMBER+STRICT", "networks": network.slug, "administrations": "FI"}
        return str(world.browser(who).get(f"{practice.get_absolute_url()}readers/", asked).json())

    assert "people from" in readers("author", world.network)
    before = readers("ncp", space)
    assert "Members of Closed one from" in before
    assert not re.search(r"\d+ (person|people|administration)", before)
    factories.seat(space, world.people["finn"])
    assert readers("ncp", space) == before
