"""The demo world, seeded twice: what the documentation promises of it holds, and nothing of the first run is left over."""

from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from django.utils import timezone

from kb.founding.demo.world import World
from kb.founding.scale.growing import grow
from kb.practices.models import Adoption, Practice
from kb.records.enums import LISTED_STATES, Stage, State
from kb.records.history import history_of
from kb.records.models import Decision, Record, Review
from kb.records.registry import registers
from kb.training.models import Trainer
from networks.access import tokens
from networks.access.actions.mark import facts_of
from networks.access.enums import Label, Part
from networks.access.models import Marking, MarkingToken
from networks.access.reading import may_read, visible
from networks.access.viewer import Viewer, viewer_of
from networks.discussions.models import Change, Post, Topic
from networks.events.models import Delivery, Event
from networks.people.models import Expert
from networks.spaces.enums import OfficeRole
from networks.spaces.models import Membership, Network, Office
from tests.demo_world import connected_to_a_copy

# The first mark is what makes pytest set a test database up: without it the module would run on the real one.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.storage]

DOMAIN = "@demo.limes.example"
COUNTED = (
    Expert,
    Membership,
    Office,
    Record,
    Review,
    Decision,
    Topic,
    Post,
    Change,
    Event,
    Marking,
    MarkingToken,
)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.fixture(scope="module")
def first_run(
    demo_world: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: object,
) -> Iterator[None]:
    """What a run of the command left."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), connected_to_a_copy(demo_world, folder), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demo(first_run: None) -> None:
    """Every test here reads the same world."""


def viewer(name: str) -> Viewer:
    return viewer_of(Expert.objects.get(email=name + DOMAIN))


def rows_agree(marking: Marking) -> bool:
    """Whether the stored token rows are those that its facts give."""
    wanted = {(part, token) for part, found in tokens.of_facts(facts_of(marking)).items() for token in found}
    return set(marking.tokens.values_list("part", "token")) == wanted


def networks_of(name: str) -> set[str]:
    return set(Network.objects.filter(pk__in=viewer(name).network_ids).values_list("slug", flat=True))


def test_a_second_run_leaves_one_demo_world() -> None:
    first = counts()
    call_command("seed_demo", stdout=StringIO())
    assert counts() == first


def test_there_is_as_much_in_it_as_promised() -> None:
    published = Practice.objects.filter(state__in=LISTED_STATES)
    assert published.count() >= 40
    assert Trainer.objects.count() >= 20
    assert Adoption.objects.count() >= 100
    assert len(set(published.values_list("language__code", flat=True))) >= 5
    assert {row.state for row in Practice.objects.all()} >= {
        State.DRAFT,
        State.PUBLISHED,
        State.WITHDRAWN,
        State.UNCONFIRMED,
    }
    waiting = Counter(Review.objects.exclude(stage=Stage.CLOSED).values_list("stage", flat=True))
    assert waiting[Stage.CLEARANCE] >= 2
    assert waiting[Stage.VALIDATION] >= 2


@pytest.mark.parametrize(
    "name",
    [
        *(
            f"{what}.{code}"
            for what in ("expert", "ncp", "trainer", "bcp")
            for code in ("pl", "fi", "ro", "el")
        ),
        "platform.admin",
        "comms.editor",
        "steward",
        "lead.risk",
        "lead.training",
        "lead.procurement",
        "guest.third",
    ],
)
def test_every_account_of_the_documentation_signs_in(name: str) -> None:
    answer = Client().post("/accounts/login/", {"login": name + DOMAIN, "password": "limes-demo"})
    assert answer.status_code == 302, answer.content.decode()[:400]


def test_a_suspended_account_does_not_sign_in() -> None:
    answer = Client().post("/accounts/login/", {"login": "suspended" + DOMAIN, "password": "limes-demo"})
    assert answer.status_code == 200
    assert not viewer("suspended").is_active


def test_two_experts_share_an_amber_network_that_others_are_not_in() -> None:
    shared = networks_of("expert.pl") & networks_of("expert.fi")
    closed = shared - networks_of("expert.el") - networks_of("guest.third")
    assert closed
    amber = Practice.objects.filter(marking__label=Label.AMBER, marking__networks__slug__in=closed)
    read_by = {name: visible(amber, viewer(name), Part.BODY).count() for name in ("expert.pl", "expert.fi")}
    assert all(read_by.values())


def test_validators_of_the_documentation_validate_in_that_network() -> None:
    shared = Network.objects.get(slug="risk-management").pk
    for name in ("expert.fi", "expert.ro", "trainer.fi"):
        assert shared in viewer(name).holding("validate")
    assert shared not in viewer("expert.pl").holding("validate")


def test_the_deputy_of_poland_is_the_head_of_a_crossing_point() -> None:
    held = Office.objects.get(expert__email="bcp.pl" + DOMAIN)
    assert (held.role, held.administration.code) == (OfficeRole.DEPUTY_NCP, "PL")


def test_an_expert_reads_some_practices_of_every_label_but_red() -> None:
    read = visible(Practice.objects.all(), viewer("expert.pl"), Part.BODY)
    assert set(read.values_list("marking__label", flat=True)) == set(Label) - {Label.RED}


def test_the_steward_is_no_member_of_at_least_one_network() -> None:
    assert set(Network.objects.values_list("slug", flat=True)) - networks_of("steward")


def test_nobody_decided_on_what_the_rules_keep_from_them() -> None:
    for decision in Decision.objects.select_related("review__record__marking"):
        owner = decision.review.record.marking
        assert decision.expert_id != owner.owner_id
        if decision.stage == Stage.VALIDATION:
            assert decision.administration_id != owner.administration_id
        else:
            assert decision.administration_id == owner.administration_id


def test_stored_tokens_are_those_computed_afresh() -> None:
    assert all(rows_agree(marking) for marking in Marking.objects.all())


def test_every_topic_has_a_gapless_sequence() -> None:
    for topic in Topic.objects.prefetch_related("changes"):
        assert [each.seq for each in topic.changes.all()] == list(range(1, topic.last_seq + 1))


def test_the_history_of_a_practice_tells_who_did_what_in_order() -> None:
    review = Review.objects.filter(outcome="returned").first()
    told = history_of(review.record.specific, viewer_of(review.submitted_by))
    assert [each.at for each in told] == sorted((each.at for each in told), reverse=True)
    assert any(each.why for each in told)
    assert any(each.url for each in told), "two versions can be compared"
    assert max(each.at for each in told) < timezone.now()


def test_nobody_is_mailed_about_the_past() -> None:
    assert not Delivery.objects.exists()


def test_pages_of_registers_show_what_was_seeded() -> None:
    client = Client()
    client.force_login(
        Expert.objects.get(email="expert.pl" + DOMAIN), backend="networks.people.backends.SignInBackend"
    )
    assert client.get("/").status_code == 200
    for register in registers():
        assert client.get(register.url).status_code == 200
    practice = Practice.objects.exclude(adoptions=None).filter(state=State.PUBLISHED).first()
    assert may_read(viewer("expert.pl"), practice, Part.SUMMARY)
    page = client.get(practice.get_absolute_url())
    assert page.status_code == 200
    assert practice.title in page.content.decode()


def test_what_was_seeded_is_found() -> None:
    client = Client()
    client.force_login(
        Expert.objects.get(email="expert.fi" + DOMAIN), backend="networks.people.backends.SignInBackend"
    )
    assert "handover on one page" in client.get("/search/?q=handover").content.decode()


def grown(seed: int) -> tuple[dict[str, int], list[str], int]:
    """Counts, some titles and wrong token rows of the world twice over; nothing of it stays."""
    with transaction.atomic():
        grow(World(), 2, seed, lambda _what: None)
        found = counts()
        newest = Practice.objects.order_by("-pk")[:20]
        titles = [f"{each.reference} {each.title} {each.marking.label}" for each in newest]
        wrong = sum(not rows_agree(each) for each in Marking.objects.order_by("-pk")[:150])
        page = newest[0]
        assert len(history_of(page, viewer_of(page.marking.owner))) == 2
        assert page.discussion.topic.marking_id == page.marking_id
        transaction.set_rollback(True)
    return found, titles, wrong


def test_a_grown_world_has_twice_as_much_and_is_the_same_for_the_same_seed() -> None:
    before = counts()
    first, titles, wrong = grown(seed=7)
    assert first["Expert"] == 2 * before["Expert"]
    assert first["Record"] > 1.5 * before["Record"]
    assert first["Post"] > 1.9 * before["Post"]
    assert wrong == 0
    assert grown(seed=7)[1] == titles
    assert grown(seed=8)[1] != titles
    assert counts() == before


def test_production_refuses_the_demo_world(settings: object) -> None:
    settings.LIMES_ENV = "production"
    with pytest.raises(CommandError, match="never made in production"):
        call_command("seed_demo")
