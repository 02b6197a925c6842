"""Personal tokens: a program reads at most what its owner may read now, nothing closed, and never acts."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from networks.access.by_token import reduced
from networks.access.viewer import viewer_of
from networks.audit.models import AuditEntry
from networks.people.actions.off_board import off_board
from networks.people.actions.suspend import restore, suspend
from networks.people.actions.tokens import AT_MOST, make_token, revoke_token
from networks.people.models import Expert, PersonalToken
from networks.people.today import today
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.enums import EndKind
from networks.spaces.models import Membership
from tests import factories
from tests.kb.world import World, make_world

pytestmark = pytest.mark.django_db
LIST = "/api/v1/practices/"


@pytest.fixture
def world() -> World:
    made = make_world()
    made.people["administrator"] = factories.administrator()
    return made


def token_of(world: World, name: str = "finn") -> str:
    return make_token(world.viewer(name), "A program", today()).secret


def asked(secret: str, address: str = LIST, client: Client | None = None) -> Any:
    return (client or Client()).get(address, headers={"Authorization": f"Bearer {secret}"})


def references(answer: Any) -> set[str]:
    assert answer.status_code == 200, answer.content
    return {item["reference"] for item in answer.json()["items"]}


def test_a_program_reads_what_its_owner_reads_at_that_moment(world: World) -> None:
    practice = world.publish(label="TLP:AMBER")
    secret = token_of(world)
    assert references(asked(secret)) == {practice.reference}
    assert references(asked(token_of(world, "outsider"))) == set()
    end_membership(Membership.objects.get(expert=world.people["finn"]), EndKind.REMOVED)
    assert references(asked(secret)) == set()
    assert asked(secret, f"{LIST}{practice.reference}/").status_code == 404


@pytest.mark.parametrize("label", ["TLP:RED", "TLP:AMBER+STRICT"])
def test_closed_labels_never_go_out(world: World, label: str) -> None:
    factories.seat(world.network, world.people["ncp"])
    named = [world.people[name].handle for name in ("finn", "ncp")]
    practice = world.publish(label=label, recipients=named if label == "TLP:RED" else [])
    for name in ("author", "finn", "ncp"):
        assert references(asked(token_of(world, name))) == set()
        assert asked(token_of(world, name), f"{LIST}{practice.reference}/").status_code == 404
    assert world.browser("author").get(f"{LIST}{practice.reference}/").status_code == 200


def test_not_even_the_open_summary_of_a_closed_text_goes_out(world: World) -> None:
    practice = world.publish(label="TLP:AMBER+STRICT", summary_label="TLP:GREEN")
    assert world.browser("outsider").get(f"{LIST}{practice.reference}/").status_code == 200
    assert asked(token_of(world, "outsider"), f"{LIST}{practice.reference}/").status_code == 404


def test_a_token_acts_in_nothing_and_opens_no_page(world: World) -> None:
    world.publish(label="TLP:AMBER")
    secret = token_of(world, "author")
    assert reduced(world.viewer("author")).grants == frozenset()
    for address in ("/workspace/", "/accounts/tokens/", "/people/"):
        assert asked(secret, address).status_code == 404
    assert Client().post(LIST, headers={"Authorization": f"Bearer {secret}"}).status_code in (403, 405)


def test_the_token_counts_and_not_the_session_that_comes_with_it(world: World) -> None:
    world.publish(label="TLP:AMBER")
    assert references(asked(token_of(world, "outsider"), client=world.browser("author"))) == set()
    assert asked("limes_nothing", client=world.browser("author")).status_code == 401


def test_every_token_that_opens_nothing_gets_one_answer(world: World) -> None:
    revoked, over, stopped, restored = (token_of(world) for _number in range(4))
    revoke_token(world.viewer("finn"), PersonalToken.objects.order_by("pk").first().reference)
    answers = [asked(revoked), asked("limes_unknown")]
    PersonalToken.objects.update(expires_on=today() - timedelta(days=1))
    answers.append(asked(over))
    PersonalToken.objects.update(expires_on=today())
    suspend(world.viewer("administrator"), world.people["finn"], "Lost telephone")
    answers.append(asked(stopped))
    told = [(each.status_code, each.content) for each in answers]
    assert {status for status, _content in told} == {401}
    assert len({content for _status, content in told}) == 1
    restore(world.viewer("administrator"), Expert.objects.get(pk=world.people["finn"].pk))
    assert asked(restored).status_code == 401


def test_tokens_of_somebody_who_left_are_revoked_for_good(world: World) -> None:
    secret = token_of(world, "author")
    off_board(world.viewer("ncp"), world.people["author"], "Retired")
    restore(world.viewer("administrator"), Expert.objects.get(pk=world.people["author"].pk))
    assert asked(secret).status_code == 401


def test_failures_are_limited_and_noted(world: World) -> None:
    most = int(settings.RATE_LIMITS["token"].split("/")[0])
    answers = [asked("limes_guess").status_code for _number in range(most + 1)]
    assert answers == [401] * most + [429]
    assert AuditEntry.objects.filter(action="token.refused", outcome="refused").count() == most + 1


def test_making_and_revoking_stand_in_the_trail_and_the_secret_nowhere(world: World) -> None:
    secret = token_of(world)
    token = PersonalToken.objects.get()
    revoke_token(world.viewer("finn"), token.reference)
    noted = AuditEntry.objects.filter(action__startswith="token.").order_by("pk")
    assert [(each.action, each.details["token"]) for each in noted] == [
        ("token.made", token.reference),
        ("token.revoked", token.reference),
    ]
    assert secret not in str(list(PersonalToken.objects.values())) + str(list(AuditEntry.objects.values()))


def test_the_last_use_is_kept(world: World) -> None:
    secret = token_of(world)
    asked(secret)
    assert PersonalToken.objects.get().last_used_at >= timezone.now() - timedelta(minutes=1)


def wanted() -> dict[str, str]:
    """What the form sends."""
    return {"name": "Statistics", "scope": "api", "expires_on": str(today() + timedelta(days=30))}


def made_after_the_password(browser: Client, sent: dict[str, str]) -> str:
    """The page that shows the token, behind the question whether it is really you."""
    asks = browser.post("/accounts/tokens/", sent)
    assert asks.status_code == 302, asks.content.decode()
    return browser.post(asks["Location"], {"password": factories.PASSWORD}).content.decode()


def test_the_page_shows_a_token_once_and_revokes_it(world: World) -> None:
    browser = world.browser("finn")
    page = made_after_the_password(browser, wanted())
    secret = re.search(r"limes_[\w-]+", page).group()
    assert asked(secret).status_code == 200
    page = browser.get("/accounts/tokens/").content.decode()
    assert "Statistics" in page
    assert secret not in page
    browser.post(
        "/accounts/tokens/revoke/", {"token": PersonalToken.objects.get().reference, "confirmed": "yes"}
    )
    assert asked(secret).status_code == 401


def test_a_form_sent_twice_makes_one_token_whose_secret_is_the_one_that_is_shown(world: World) -> None:
    browser = world.browser("finn")
    made_after_the_password(browser, wanted())
    page = browser.post("/accounts/tokens/", wanted()).content.decode()
    secret = re.search(r"limes_[\w-]+", page).group()
    assert PersonalToken.objects.count() == 1
    assert asked(secret).status_code == 200


def test_without_the_password_an_open_browser_makes_no_token(world: World) -> None:
    world.people["finn"].is_demo = True
    world.people["finn"].save()
    browser = world.browser("finn")
    asks = browser.post("/accounts/tokens/", wanted())
    assert asks["Location"].startswith("/accounts/reauthenticate/")
    assert browser.post(asks["Location"], {"password": "a guess of somebody else"}).status_code == 200
    assert not PersonalToken.objects.exists()
    assert world.browser().post("/accounts/tokens/", wanted()).status_code == 404


@pytest.mark.parametrize("days", [-1, 400])
def test_a_token_lasts_a_year_at_most(world: World, days: int) -> None:
    with pytest.raises(ValidationError):
        make_token(world.viewer("finn"), "A program", today() + timedelta(days=days))


def test_there_are_ten_at_most_and_nobody_revokes_those_of_others(world: World) -> None:
    for _number in range(AT_MOST):
        token_of(world)
    with pytest.raises(ValidationError):
        token_of(world)
    answer = world.browser("author").post(
        "/accounts/tokens/revoke/", {"token": PersonalToken.objects.first().reference}
    )
    assert answer.status_code == 404
    assert not PersonalToken.objects.exclude(revoked_at=None).exists()


def test_whoever_has_to_set_up_a_second_factor_reads_nothing_by_token(world: World) -> None:
    lead = factories.seat(world.network, factories.ExpertFactory(), "lead").expert
    secret = make_token(viewer_of(lead), "A program", today()).secret
    assert asked(secret).status_code == 200
    lead.authenticator_set.all().delete()
    assert asked(secret).status_code == 401
