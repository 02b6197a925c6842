"""A grade can fall: a doubt or a failed adoption asks validators to look again, and those concerned are told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kb.practices.models import Adoption, Practice
from kb.records.actions.grade import DOUBTS_A_DAY
from kb.records.models import GradeCheck, GradeCheckCause
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.audit.models import AuditEntry
from networks.events import relay
from networks.spaces.models import Membership
from networks.tasks.queries import task_count, tasks_for
from tests.factories import AdministrationFactory, CountryFactory, ExpertFactory, seat
from tests.kb.practices.test_adoptions import adopt
from tests.kb.world import World

pytestmark = pytest.mark.storage
DOUBT = "The figures count empty lorries twice."
WHY = "Counted again, the queue is as long as before."


@pytest.fixture
def practice(world: World) -> Practice:
    estonia = AdministrationFactory(code="EE", country=CountryFactory(code="EE"))
    world.people["estonian"] = ExpertFactory(administration=estonia, given_name="estonian")
    seat(world.network, world.people["estonian"], "contributor")
    published = world.publish()
    assert published.grade == "supported"
    relay.drain()
    mail.outbox.clear()
    return published


def page(world: World, name: str, address: str) -> str:
    return world.browser(name).get(address).content.decode()


def question(world: World, name: str | None, practice: Practice, reason: str = DOUBT) -> Any:
    sent = {"decision": "question", "reason": reason}
    answer = world.browser(name).post(f"{practice.get_absolute_url()}grade/", sent)
    relay.drain()
    return answer


def decide(world: World, name: str, practice: Practice, grade: str, reason: str = WHY) -> Any:
    sent = {"decision": "grade", "grade": grade, "reason": reason}
    answer = world.browser(name).post(f"{practice.get_absolute_url()}grade/", sent)
    relay.drain()
    return answer


def fail(world: World, name: str, practice: Practice, **changed: Any) -> Adoption:
    fields = {
        "title": "CANARY ADOPTION",
        "status": "finished",
        "outcome": "failure",
        "outcome_text": "No effect.",
    }
    assert adopt(world, name, practice, **(fields | changed)).status_code == 302
    relay.drain()
    return Adoption.objects.latest("pk")


def kinds(world: World, name: str) -> list[str]:
    return [each.kind for each in tasks_for(world.viewer(name))]


def told(world: World, name: str) -> str:
    return page(world, name, "/workspace/notices/")


def test_a_doubt_is_a_task_of_validators_from_other_states_and_its_words_are_theirs(
    world: World, practice: Practice
) -> None:
    address = practice.get_absolute_url()
    assert "Question the grade" in page(world, "member", address)
    assert question(world, "member", practice).status_code == 302
    for name in ("finn", "second_finn", "romanian"):
        assert kinds(world, name) == ["To check the grade"], name
        assert task_count(world.viewer(name)) == 1
        assert DOUBT in page(world, name, f"{address}grade/")
    for name in ("author", "colleague", "polish_validator", "ncp", "outsider", "member"):
        assert "To check the grade" not in kinds(world, name), name
        for place in (
            address,
            f"{address}grade/",
            f"{address}history/",
            f"{address}review/",
            "/workspace/",
            "/workspace/notices/",
        ):
            assert DOUBT not in page(world, name, place), (name, place)
    assert all(DOUBT not in each.body for each in mail.outbox)
    assert not [each for each in AuditEntry.objects.all() if DOUBT in str(each.details)]


def test_two_validators_from_two_states_lower_it_and_the_lower_grade_counts(
    world: World, practice: Practice
) -> None:
    question(world, "member", practice)
    assert decide(world, "finn", practice, "promising").status_code == 302
    practice.refresh_from_db()
    assert practice.grade == "supported"
    assert kinds(world, "finn") == kinds(world, "second_finn") == []
    decide(world, "romanian", practice, "withdrawn", "Nobody could repeat it.")
    practice.refresh_from_db()
    assert practice.grade == "withdrawn"
    shown = page(world, "member", practice.get_absolute_url())
    assert "The grade was lowered from Supported to Grade withdrawn on" in shown
    assert WHY in shown and "Nobody could repeat it." in shown
    for name in ("author", "member"):
        assert "was lowered" in told(world, name) and WHY in told(world, name), name
    assert kinds(world, "romanian") == []
    assert GradeCheck.objects.open().count() == 0


def test_a_grade_that_both_keep_stays_and_whoever_doubted_is_told(world: World, practice: Practice) -> None:
    question(world, "member", practice)
    decide(world, "finn", practice, "supported", "")
    decide(world, "romanian", practice, "supported", "The method is sound.")
    practice.refresh_from_db()
    assert practice.grade == "supported"
    assert "It stays as it is." in told(world, "member")
    assert "It stays as it is." not in told(world, "author")
    assert "The grade was lowered" not in page(world, "member", practice.get_absolute_url())


def test_a_grade_never_rises_by_a_doubt_and_a_lower_one_needs_a_sentence(
    world: World, practice: Practice
) -> None:
    question(world, "member", practice)
    assert decide(world, "finn", practice, "proven").status_code == 422
    answer = decide(world, "finn", practice, "contested", " \u200b ")
    assert answer.status_code == 422 and "why the grade is lowered" in answer.content.decode()
    assert decide(world, "finn", practice, "").status_code == 422
    assert kinds(world, "finn") == ["To check the grade"]


@pytest.mark.parametrize("reason", ["", "   ", "\u200b\u3164\u2800"])
def test_a_doubt_needs_a_reason(world: World, practice: Practice, reason: str) -> None:
    answer = question(world, "member", practice, reason)
    assert answer.status_code == 422 and "Say why you question the grade." in answer.content.decode()
    assert not GradeCheck.objects.exists()


def test_who_may_not_read_the_text_gets_the_404_of_what_is_missing(world: World, practice: Practice) -> None:
    missing = world.browser("outsider").get("/kb/practices/ZZZZZ/grade/")
    address = f"{practice.get_absolute_url()}grade/"
    for name in ("outsider", "guest"):
        assert world.browser(name).get(address).status_code == missing.status_code == 404
        assert question(world, name, practice).status_code == 404
    assert question(world, None, practice).status_code == 404
    assert not GradeCheck.objects.exists()


def test_authors_and_readers_who_are_no_members_are_told_why_not(world: World) -> None:
    practice = world.publish(label=Label.GREEN.value)
    for name in ("author", "outsider"):
        assert question(world, name, practice).status_code == 403, name
        assert "Question the grade" not in page(world, name, practice.get_absolute_url())
    assert decide(world, "member", practice, "contested").status_code == 403
    assert decide(world, "finn", practice, "contested").status_code == 403


def test_a_validator_does_not_decide_on_a_doubt_of_their_own(world: World, practice: Practice) -> None:
    question(world, "finn", practice)
    assert kinds(world, "finn") == []
    assert decide(world, "finn", practice, "contested").status_code == 403
    assert kinds(world, "romanian") == ["To check the grade"]


def test_doubts_are_limited_for_each_grade_and_for_each_day(world: World, practice: Practice) -> None:
    question(world, "member", practice)
    answer = question(world, "member", practice)
    assert answer.status_code == 422 and "less than 30 days ago" in answer.content.decode()
    check = GradeCheck.objects.get()
    for _each in range(DOUBTS_A_DAY):
        GradeCheckCause.objects.create(check_opened=check, expert=world.people["member"], reason="x")
    GradeCheckCause.objects.update(at=timezone.now() - timedelta(hours=1))
    other = world.publish(title="Another queue")
    assert "Too many requests" in question(world, "member", other).content.decode()


def test_a_failed_adoption_is_a_task_of_validators_who_may_read_it(world: World, practice: Practice) -> None:
    adoption = fail(world, "estonian", practice)
    for name in ("finn", "romanian"):
        assert kinds(world, name) == ["To check the grade"]
        assert "CANARY ADOPTION" in page(world, name, f"{practice.get_absolute_url()}grade/")
    mark(adoption.marking, label=Label.RED)
    for name in ("finn", "romanian", "author"):
        assert "To check the grade" not in kinds(world, name)
        assert "CANARY ADOPTION" not in page(world, name, f"{practice.get_absolute_url()}grade/")
        assert task_count(world.viewer(name)) == len(kinds(world, name))
    assert decide(world, "finn", practice, "contested").status_code == 403


def test_validators_who_may_not_read_a_failed_adoption_hear_of_nothing(
    world: World, practice: Practice
) -> None:
    named = {"label": Label.RED.value, "recipients": [world.people["finn"].handle]}
    fail(world, "estonian", practice, **named)
    assert kinds(world, "finn") == ["To check the grade"]
    assert "An adoption of" in told(world, "finn")
    assert kinds(world, "romanian") == []
    assert "An adoption of" not in told(world, "romanian")
    assert decide(world, "romanian", practice, "contested").status_code == 403


def test_an_adoption_asks_once_and_a_success_asks_nobody(world: World, practice: Practice) -> None:
    fail(world, "estonian", practice, outcome="success")
    assert not GradeCheck.objects.exists()
    adoption = fail(world, "estonian", practice, title="CANARY SECOND")
    adoption.publish(adoption.latest_revision, skip_permission_checks=True)
    relay.drain()
    assert GradeCheckCause.objects.count() == 1


def test_whoever_adopted_it_is_told_and_looks_at_their_adoption(world: World, practice: Practice) -> None:
    mine = fail(world, "estonian", practice, title="We try it", status="trying", outcome="")
    question(world, "member", practice)
    decide(world, "finn", practice, "contested")
    decide(world, "romanian", practice, "promising", "Smaller than it seemed.")
    [task] = tasks_for(world.viewer("estonian"))
    assert (task.kind, task.title, task.url) == (
        "Check your adoption",
        practice.title,
        mine.get_absolute_url(),
    )
    assert "Contested" in task.place
    assert WHY in told(world, "estonian")
    world.browser("estonian").post(f"{mine.get_absolute_url()}confirm/")
    assert kinds(world, "estonian") == []


def test_an_adopter_who_no_longer_reads_the_practice_learns_nothing(world: World, practice: Practice) -> None:
    fail(world, "estonian", practice, title="We try it", status="trying", outcome="", label=Label.GREEN.value)
    Membership.objects.filter(expert=world.people["estonian"]).update(state="ended")
    question(world, "member", practice)
    decide(world, "finn", practice, "contested")
    decide(world, "romanian", practice, "contested")
    assert kinds(world, "estonian") == []
    assert "was lowered" not in told(world, "estonian")
    assert all(world.people["estonian"].email not in each.to for each in mail.outbox)


def test_readers_of_the_summary_see_the_grade_and_not_the_sentence(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    question(world, "member", practice)
    decide(world, "finn", practice, "contested")
    decide(world, "romanian", practice, "contested")
    shown = page(world, "outsider", practice.get_absolute_url())
    assert "Contested" in shown and WHY not in shown
    assert WHY in page(world, "member", practice.get_absolute_url())


def test_a_new_validation_ends_what_was_asked_about_the_old_grade(world: World, practice: Practice) -> None:
    question(world, "member", practice)
    fresh = Practice.objects.get(pk=practice.pk)
    fresh.save_revision(user=world.people["author"], clean=False)
    from_form = world.fields(version=_version(fresh), title="Counted anew")
    world.browser("author").post(f"{practice.get_absolute_url()}edit/", from_form)
    world.decide("ncp", practice, "clear")
    world.decide("finn", practice, "validate", grade="supported")
    world.decide("romanian", practice, "validate", grade="supported")
    assert kinds(world, "finn") == kinds(world, "romanian") == []
    assert not GradeCheck.objects.open().exists()


def _version(practice: Practice) -> str:
    revision = Practice.objects.get(pk=practice.pk).latest_revision
    return f"{revision.pk}-{revision.created_at.timestamp():.6f}"


def test_ten_checks_cost_as_many_queries_as_one(world: World, practice: Practice) -> None:
    def cost() -> int:
        viewer = world.viewer("finn")
        with CaptureQueriesContext(connection) as queries:
            tasks_for(viewer)
        return len(queries)

    question(world, "member", practice)
    one = cost()
    for number in range(3):
        question(world, "member", world.publish(title=f"Queue {number}"))
    assert cost() == one
    assert task_count(world.viewer("finn")) == 4
