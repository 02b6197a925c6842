"""*Adopt this practice*: adoptions and the transfer score."""

from typing import Any

import pytest

from kb.practices.models import Adoption, Practice
from kb.practices.transfer import Transfer
from networks.access.enums import Label
from networks.access.grants import align_membership
from networks.spaces.enums import NetworkRole
from tests.kb.world import World

pytestmark = pytest.mark.storage


def adopt(world: World, name: str, practice: Practice, **changed: Any) -> Any:
    """Somebody records an adoption by the form."""
    fields = (
        world.fields(body="We changed the hours.", status="trying", outcome="", outcome_text="") | changed
    )
    return world.browser(name).post(f"/kb/adoptions/new/?practice={practice.reference}", fields)


def test_an_adoption_is_prefilled_published_by_its_owner_and_shown_on_the_practice(world: World) -> None:
    practice = world.publish()
    form = world.browser("finn").get(f"/kb/adoptions/new/?practice={practice.reference}")
    assert practice.title in form.content.decode()
    answer = adopt(world, "finn", practice, title="We try empty lorries")
    assert answer.status_code == 302
    adoption = Adoption.objects.get()
    assert adoption.live
    assert adoption.marking.administration == world.people["finn"].administration
    assert "We try empty lorries" in world.browser("author").get(practice.get_absolute_url()).content.decode()


def test_a_practice_one_may_not_read_cannot_be_adopted(world: World) -> None:
    practice = world.publish()
    membership = world.people["outsider"].memberships.get()
    membership.role = NetworkRole.CONTRIBUTOR
    membership.save()
    align_membership(membership)
    hidden = world.browser("outsider").get(f"/kb/adoptions/new/?practice={practice.reference}")
    missing = world.browser("outsider").get("/kb/adoptions/new/?practice=ZZZZZ")
    assert hidden.status_code == missing.status_code == 404


def test_a_finished_adoption_says_what_came_out(world: World) -> None:
    practice = world.publish()
    assert adopt(world, "finn", practice, status="finished").status_code == 422
    assert adopt(world, "finn", practice, status="finished", outcome="failure").status_code == 302


def test_the_transfer_score_counts_successes_of_finished_adoptions_from_three_on(world: World) -> None:
    practice = world.publish()
    for name, outcome in (("finn", "success"), ("romanian", "failure"), ("second_finn", "success")):
        adopt(world, name, practice, status="finished", outcome=outcome)
    page = world.browser("author").get(practice.get_absolute_url())
    assert page.context["transfer"].percent == 67


def test_an_adoption_the_reader_may_not_read_counts_for_nothing(world: World) -> None:
    practice = world.publish(label=Label.CLEAR.value)
    adopt(world, "finn", practice, label=Label.AMBER.value, title="Hidden from outside")
    page = world.browser("outsider").get(practice.get_absolute_url())
    assert page.context["adoptions"] == []
    assert "Hidden from outside" not in page.content.decode()


@pytest.mark.parametrize(("finished", "successes", "score"), [(2, 2, None), (3, 3, 1.0), (4, 1, 0.25)])
def test_the_score_is_a_share_of_the_finished(finished: int, successes: int, score: float | None) -> None:
    assert Transfer(trying=5, finished=finished, successes=successes, failures=0).score == score
