"""From a title to a published record: drafts, clearance, validation."""

import pytest
from django.core import mail

from kb.practices.models import Practice
from kb.records.actions.draft import version_of
from kb.records.enums import Grade, Outcome, Stage, State
from kb.records.models import Record, Review
from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label
from networks.access.viewer import viewer_of
from networks.spaces.actions.change_role import change_role
from networks.spaces.enums import Capacity, NetworkRole
from tests.factories import ExpertFactory, seat
from tests.kb.world import World

pytestmark = pytest.mark.storage


def test_six_fields_suffice_to_send_a_practice_for_clearance(world: World) -> None:
    practice = world.share()
    assert practice.state == State.DRAFT
    assert world.review(practice).stage == Stage.CLEARANCE
    assert practice.marking.owner == world.people["author"]


@pytest.mark.parametrize("name", ["title", "summary", "body", "countries", "topics", "networks"])
def test_each_of_the_six_is_needed_and_what_was_typed_is_kept(world: World, name: str) -> None:
    fields = world.fields() | {name: ""}
    fields = {
        key: value
        for key, value in fields.items()
        if not (key == name and name in ("countries", "topics", "networks"))
    }
    answer = world.browser("author").post("/kb/practices/new/", fields)
    assert answer.status_code == 422
    assert "separate lane" in answer.content.decode() or name == "body"
    assert not Review.objects.exists()
    draft = Practice.objects.get()
    assert draft.state == State.DRAFT


def test_a_form_sent_twice_makes_one_record(world: World) -> None:
    fields = world.fields(save="draft")
    browser = world.browser("author")
    browser.post("/kb/practices/new/", fields)
    browser.post("/kb/practices/new/", fields)
    assert Practice.objects.count() == 1


def test_a_draft_left_half_way_is_in_the_workspace(world: World) -> None:
    browser = world.browser("author")
    answer = browser.post(
        "/kb/practices/new/autosave/", world.fields(title="Half an idea", body="", topics=[])
    )
    assert answer.status_code == 200
    assert "Half an idea" in browser.get("/workspace/").content.decode()


def test_autosave_goes_on_from_the_version_it_was_given(world: World) -> None:
    browser = world.browser("author")
    first = browser.post("/kb/practices/new/autosave/", world.fields()).json()
    second = browser.post(first["autosave"], world.fields(title="A better title", version=first["version"]))
    assert second.status_code == 200
    assert Practice.objects.get().title == "A better title"


def test_rows_saved_twice_by_autosave_are_not_doubled(world: World) -> None:
    browser = world.browser("author")
    rows = {
        "building_blocks-TOTAL_FORMS": "1",
        "building_blocks-0-title": "A lane",
        "building_blocks-0-text": "Painted.",
    }
    first = browser.post("/kb/practices/new/autosave/", world.fields(**rows)).json()
    browser.post(first["autosave"], world.fields(version=first["version"], **rows))
    practice = Practice.objects.get()
    assert [block.title for block in practice.get_latest_revision_as_object().building_blocks.all()] == [
        "A lane"
    ]


def test_two_editors_of_one_draft_are_shown_both(world: World) -> None:
    practice = world.share(save="draft")
    practice.marking.contributors.add(world.people["colleague"])
    from networks.access.actions.mark import mark

    mark(practice.marking)
    edit = f"{practice.get_absolute_url()}edit/"
    version = world.browser("author").get(edit).context["version"]
    world.browser("colleague").post(
        edit, world.fields(save="draft", body="Theirs in the meantime", version=version)
    )
    answer = world.browser("author").post(
        edit, world.fields(save="draft", body="Mine after a coffee", version=version)
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine after a coffee" in page and "in the meantime" in page
    practice.refresh_from_db()
    assert practice.get_latest_revision_as_object().body == "Theirs in the meantime"


def test_a_contributor_who_sits_as_an_observer_reads_the_draft_and_changes_nothing(world: World) -> None:
    guest, practice = world.people["guest"], world.share(save="draft")
    seat(world.network, guest, "contributor", capacity=Capacity.OBSERVER)
    practice.marking.contributors.add(guest)
    mark(practice.marking)
    browser, address = world.browser("guest"), practice.get_absolute_url()
    page = browser.get(address)
    assert "separate" in page.content.decode()
    assert f"{address}edit/" not in page.content.decode()
    assert "You can read this text but not edit it" in browser.get(f"{address}edit/").content.decode()
    for below in ("edit/", "edit/autosave/", "edit/files/", "links/", "delete/"):
        assert browser.post(f"{address}{below}", world.fields(save="draft")).status_code == 403, below
    assert practice.title not in browser.get("/workspace/").content.decode()


def test_an_owner_who_became_an_observer_reads_the_own_draft_and_changes_nothing(world: World) -> None:
    practice, held = world.share(save="draft"), world.people["author"].memberships.get()
    lead = seat(world.network, ExpertFactory(), NetworkRole.LEAD).expert
    change_role(viewer_of(lead), held, NetworkRole.MEMBER, Capacity.OBSERVER)
    browser, address = world.browser("author"), practice.get_absolute_url()
    page = browser.get(address)
    assert "separate" in page.content.decode()
    assert f"{address}edit/" not in page.content.decode()
    assert "no longer a contributor in any network" in browser.get(f"{address}edit/").content.decode()
    for below in ("edit/", "edit/autosave/", "edit/files/", "links/", "delete/"):
        answer = browser.post(f"{address}{below}", world.fields(save="draft", body="Something else"))
        assert answer.status_code == 403, below
    assert practice.get_latest_revision_as_object().body == world.fields()["body"]
    workspace = browser.get("/workspace/").content.decode()
    assert practice.title in workspace and f"{address}edit/" not in workspace


def test_the_contact_point_finds_it_in_the_queue_and_asks_for_a_change_with_a_reason(world: World) -> None:
    practice = world.share()
    assert "Queue of empty lorries" in world.browser("ncp").get("/workspace/").content.decode()
    assert world.decide("ncp", practice, "return", reason="").status_code == 422
    world.decide("ncp", practice, "return", reason="Name the law, please.")
    assert world.review(practice).outcome == Outcome.RETURNED
    history = world.browser("author").get(f"{practice.get_absolute_url()}history/").content.decode()
    assert "Name the law, please." in history


def test_after_a_change_the_contact_point_sees_the_difference_and_clears(world: World) -> None:
    practice = world.share()
    world.decide("ncp", practice, "return", reason="Name the law.")
    edit = f"{practice.get_absolute_url()}edit/"
    version = world.browser("author").get(edit).context["version"]
    world.browser("author").post(
        edit, world.fields(body="We opened a lane under the Customs Act.", version=version)
    )
    page = world.browser("ncp").get(f"{practice.get_absolute_url()}review/").content.decode()
    assert "<del" in page and "Customs Act" in page
    world.decide("ncp", practice, "clear")
    assert world.review(practice).stage == Stage.VALIDATION


def test_nobody_clears_their_own_text_the_deputy_does(world: World) -> None:
    from tests.factories import seat

    seat(world.network, world.people["ncp"], "contributor")
    fields = world.fields()
    world.browser("ncp").post("/kb/practices/new/", fields)
    practice = Practice.objects.get()
    assert world.decide("ncp", practice, "clear").status_code == 403
    assert world.review(practice).stage == Stage.CLEARANCE
    world.decide("deputy", practice, "clear")
    assert world.review(practice).stage == Stage.VALIDATION


def test_two_validators_from_two_other_states_publish_it_and_the_lower_grade_counts(world: World) -> None:
    practice = world.publish()
    assert practice.live and practice.state == State.PUBLISHED
    assert practice.grade == Grade.SUPPORTED
    assert practice.marking.exposure == Exposure.PUBLISHED
    assert not practice.marking.validating


@pytest.mark.parametrize("name", ["polish_validator", "author", "member", "outsider", "guest", None])
def test_the_engine_refuses_every_other_validator(world: World, name: str | None) -> None:
    practice = world.share()
    world.decide("ncp", practice, "clear")
    answer = world.browser(name).post(
        f"{practice.get_absolute_url()}review/", {"decision": "validate", "grade": "proven"}
    )
    assert answer.status_code in (403, 404)
    assert not world.review(practice).decisions.filter(stage=Stage.VALIDATION).exists()


def test_a_second_validator_of_the_same_state_is_refused(world: World) -> None:
    practice = world.share()
    world.decide("ncp", practice, "clear")
    world.decide("finn", practice, "validate", grade="proven")
    assert world.decide("second_finn", practice, "validate", grade="proven").status_code == 403
    practice.refresh_from_db()
    assert not practice.live


def test_a_first_grade_is_never_withdrawn_and_a_rejection_needs_a_reason(world: World) -> None:
    practice = world.share()
    world.decide("ncp", practice, "clear")
    assert world.decide("finn", practice, "validate", grade="withdrawn").status_code == 422
    assert world.decide("finn", practice, "reject", reason=" ").status_code == 422
    world.decide("finn", practice, "reject", reason="No figures.")
    assert world.review(practice).outcome == Outcome.REJECTED


def test_validators_read_the_reason_of_a_rejection_until_the_text_is_sent_again(world: World) -> None:
    practice = world.share()
    world.decide("ncp", practice, "clear")
    world.decide("finn", practice, "validate", grade="proven")
    world.decide("romanian", practice, "reject", reason="One week of figures.")
    address = f"{practice.get_absolute_url()}review/"
    for name in ("finn", "romanian"):
        assert "One week of figures." in world.browser(name).get(address).content.decode()
    practice.refresh_from_db()
    sent = world.fields(version=version_of(practice), body="We counted for a year.")
    answer = world.browser("author").post(f"{practice.get_absolute_url()}edit/", sent)
    assert answer.status_code == 302
    assert world.browser("finn").get(address).status_code == 404


def test_where_nobody_may_validate_it_is_published_ungraded_and_says_so(world: World) -> None:
    world.network.memberships.filter(expert=world.people["romanian"]).update(state="ended")
    practice = world.share()
    world.decide("ncp", practice, "clear")
    practice.refresh_from_db()
    assert practice.live and practice.grade == ""
    assert "without a grade" in world.browser("author").get(practice.get_absolute_url()).content.decode()


def test_english_title_and_summary_are_due_at_clearance(world: World) -> None:
    from tests.factories import LanguageFactory

    practice = world.share(language=LanguageFactory(code="pl", name="Polish").code)
    assert world.decide("ncp", practice, "clear").status_code == 422
    assert world.review(practice).stage == Stage.CLEARANCE
    world.decide("ncp", practice, "clear", title_en="Queue", summary_en="A lane for empty lorries.")
    assert world.review(practice).stage == Stage.VALIDATION
    assert world.review(practice).revision.as_object().title_en == "Queue"


def test_a_later_edit_takes_the_same_route_while_the_published_text_stays(world: World) -> None:
    practice = world.publish()
    edit = f"{practice.get_absolute_url()}edit/"
    version = world.browser("author").get(edit).context["version"]
    answer = world.browser("author").post(edit, world.fields(body="A second lane by day.", version=version))
    assert answer.status_code == 302
    page = world.browser("finn").get(practice.get_absolute_url()).content.decode()
    assert "separate lane" in page and "second lane by day" not in page
    world.decide("ncp", practice, "clear")
    world.decide("finn", practice, "validate", grade="promising")
    world.decide("romanian", practice, "validate", grade="proven")
    practice.refresh_from_db()
    assert practice.body == "A second lane by day." and practice.grade == Grade.PROMISING


def test_a_draft_nobody_saw_can_be_deleted_what_was_sent_cannot(world: World) -> None:
    draft = world.share(save="draft")
    world.browser("author").post(f"{draft.get_absolute_url()}delete/")
    assert not Record.objects.filter(pk=draft.pk).exists()
    sent = world.share()
    world.browser("author").post(f"{sent.get_absolute_url()}delete/")
    assert Record.objects.filter(pk=sent.pk).exists()


def test_nobody_but_its_keepers_sees_the_page_that_withdraws_it_nor_its_title_there(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value, title="Canary of the title")
    address = f"{practice.get_absolute_url()}withdraw/"
    assert world.browser("author").get(address).status_code == 200
    assert world.browser("finn").get(address).status_code == 403
    world.browser("author").post(address, {"reason": "It did not work."})
    for name, status in (("finn", 403), ("outsider", 403), ("guest", 404), (None, 404)):
        answer = world.browser(name).get(address)
        assert answer.status_code == status, name
        assert "Canary" not in answer.content.decode(), name


def test_withdrawing_leaves_a_tombstone_without_a_title(world: World) -> None:
    practice = world.publish()
    world.browser("author").post(f"{practice.get_absolute_url()}withdraw/", {"reason": "The law changed."})
    answer = world.browser("finn").get(practice.get_absolute_url())
    assert answer.status_code == 410
    assert "Queue of empty lorries" not in answer.content.decode()
    assert "The law changed." in world.browser("author").get(practice.get_absolute_url()).content.decode()
    assert world.browser("outsider").get(practice.get_absolute_url()).status_code == 404


def test_an_incomplete_draft_cannot_be_published_by_any_way(world: World) -> None:
    from django.core.exceptions import ValidationError

    practice = world.share(save="draft", title="")
    with pytest.raises(ValidationError):
        practice.publish(practice.latest_revision, skip_permission_checks=True)
    practice.refresh_from_db()
    assert not practice.live and practice.state == State.DRAFT
    assert mail.outbox == []
