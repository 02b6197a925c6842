"""Two people decide about one record in the same moment: nothing is widened that somebody narrowed, and one word counts."""

import pytest

from kb.practices.models import Practice
from kb.records.access import AlreadyDecided
from kb.records.actions.clear import clear, return_for_changes
from kb.records.actions.draft import version_of
from kb.records.actions.marking import MarkingChoice, choose_readers
from kb.records.actions.submit import submit
from kb.records.actions.withdraw import withdraw
from kb.records.models import Record
from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label
from networks.access.models import Marking
from networks.spaces.actions.end_membership import remove_member
from tests import factories
from tests.access.checks import stored_tokens
from tests.kb.world import World, make_world
from tests.meanwhile import meanwhile

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def narrow(world: World, practice: Practice, label: str = Label.AMBER) -> object:
    return choose(world, practice, label)


def choose(world: World, practice: Practice, label: str, name: str = "author") -> object:
    record = Record.objects.get(pk=practice.pk)
    choice = MarkingChoice(label, "", (world.network,), (), ())
    return choose_readers(world.viewer(name), record, choice)


def of(practice: Practice) -> Marking:
    return Marking.objects.get(pk=practice.marking_id)


def test_a_label_narrowed_while_the_text_is_being_cleared_stays_narrow(world: World) -> None:
    practice = world.share(label=Label.GREEN.value)
    review = world.review(practice)
    _cleared, narrowed = meanwhile(
        lambda: clear(world.viewer("ncp"), review),
        "kb.records.actions.clear.decide",
        lambda: narrow(world, practice),
    )
    assert narrowed.error is None
    assert (of(practice).label, of(practice).validating) == (Label.AMBER, True)
    assert stored_tokens() == []


def test_a_label_narrowed_while_a_contributor_is_removed_stays_narrow(world: World) -> None:
    practice = world.publish(label=Label.GREEN.value)
    practice.marking.refresh_from_db()
    practice.marking.contributors.add(world.people["colleague"])
    mark(practice.marking)
    seat = world.people["colleague"].memberships.get()
    administrator = factories.administrator()
    world.people["administrator"] = administrator
    removed, narrowed = meanwhile(
        lambda: remove_member(world.viewer("administrator"), seat, "Moved on."),
        "networks.access.actions.release.mark",
        lambda: narrow(world, practice),
    )
    assert (removed.error, narrowed.error) == (None, None)
    assert of(practice).label == Label.AMBER
    assert not of(practice).contributors.exists()
    assert stored_tokens() == []


def test_a_label_narrowed_while_the_text_is_sent_stays_narrow(world: World) -> None:
    practice = world.share(label=Label.GREEN.value, save="draft")
    version = version_of(Practice.objects.get(pk=practice.pk))
    sent, narrowed = meanwhile(
        lambda: submit(world.viewer("author"), practice, version),
        "kb.records.actions.submit.check_sendable",
        lambda: narrow(world, practice),
    )
    assert (sent.error, narrowed.error) == (None, None)
    assert (of(practice).label, of(practice).submitted) == (Label.AMBER, True)
    assert stored_tokens() == []


def test_what_is_withdrawn_while_its_label_is_changed_stays_withdrawn(world: World) -> None:
    practice = world.publish(label=Label.GREEN.value)
    _narrowed, withdrawn = meanwhile(
        lambda: narrow(world, practice),
        "kb.records.actions.marking.check_choice",
        lambda: withdraw(world.viewer("author"), practice, "Wrong."),
    )
    assert withdrawn.error is None
    assert of(practice).exposure == Exposure.WITHDRAWN
    assert stored_tokens() == []


def test_a_text_widened_while_it_is_being_cleared_is_not_published_to_more_people_than_it_was_cleared_for(
    world: World,
) -> None:
    practice = world.share(label=Label.AMBER.value)
    review = world.review(practice)
    cleared, widened = meanwhile(
        lambda: choose(world, practice, Label.GREEN),
        "kb.records.actions.marking.check_choice",
        lambda: clear(world.viewer("ncp"), review),
    )
    assert cleared.error is None
    assert isinstance(widened.error, AlreadyDecided)
    assert of(practice).exposure == Exposure.HIDDEN
    assert not world.review(practice).decisions.exists()


def test_of_two_decisions_in_one_moment_the_first_counts_and_the_second_is_told(world: World) -> None:
    practice = world.share(label=Label.AMBER_STRICT.value)
    review = world.review(practice)
    cleared, returned = meanwhile(
        lambda: clear(world.viewer("ncp"), review),
        "kb.records.actions.clear.decide",
        lambda: return_for_changes(world.viewer("deputy"), review, "Say where."),
    )
    assert cleared.error is None
    assert isinstance(returned.error, AlreadyDecided)
    assert [each.verdict for each in review.decisions.all()] == ["cleared"]
