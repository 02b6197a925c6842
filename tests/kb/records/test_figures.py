"""The board sees how many and never what, and nothing with fewer than three things in it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from kb.practices.models import Adoption, Practice
from kb.records.actions.draft import create_draft
from kb.records.actions.marking import MarkingChoice
from kb.records.actions.submit import submit
from kb.records.figures import FEWEST, KEPT_BACK, Table, figures_for, protected
from kb.records.registry import register_named
from networks.spaces.enums import OfficeRole
from networks.spaces.models import Network
from tests import factories
from tests.kb.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(world: World) -> World:
    world.people["board"] = factories.ExpertFactory()
    factories.office(world.people["board"], OfficeRole.BOARD_MEMBER)
    return world


def page(world: World, name: str = "board") -> str:
    return world.browser(name).get("/board/").content.decode()


def row(html: str, head: str) -> list[str]:
    """The cells of the rows with this head."""
    rows = re.findall(rf'<th scope="row">(?:<span>)?{head}(?:</span>)?</th>(.*?)</tr>', html, re.S)
    return [re.sub(r"<[^>]+>", "", cell) for each in rows for cell in re.findall(r"<td.*?</td>", each, re.S)]


def test_figures_show_what_was_released_and_no_title(board: World) -> None:
    for number in range(FEWEST):
        board.publish(label="TLP:GREEN", title=f"Canary lanes {number}", key=str(uuid4()))
    board.publish(label="TLP:AMBER", title="Canary of the network", key=str(uuid4()))
    html, month = page(board), date_format(timezone.localdate(), "F Y")
    assert "Canary" not in html
    assert row(html, month) == [KEPT_BACK, str(FEWEST)]


def test_fewer_than_three_are_kept_back(board: World) -> None:
    board.publish(label="TLP:GREEN", key=str(uuid4()))
    cells = row(page(board), board.network.name)
    assert cells
    assert set(cells) == {KEPT_BACK}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 5, "b": 9, "c": 4}, {"a": 5, "b": 9, "c": 4}),
        ({"a": 5, "b": 9, "c": 2}, {"a": None, "b": 9, "c": None}),
        ({"a": 5, "b": 1, "c": 2}, {"a": 5, "b": None, "c": None}),
        ({"a": 5, "b": 1, "c": 1}, {"a": None, "b": None, "c": None}),
        ({"a": 5, "b": 0}, {"a": 5, "b": None}),
        ({"a": 1}, {"a": None}),
    ],
)
def test_what_is_kept_back_cannot_be_worked_out(counts: dict[str, int], shown: dict[str, int | None]) -> None:
    assert protected(counts) == shown


def sum_of(table: Table, column: int) -> int:
    values = [row["cells"][column]["value"] for row in table.rows]
    return sum(int(value) for value in values if value != KEPT_BACK)


def test_the_sums_of_two_tables_tell_of_no_single_record(board: World) -> None:
    for number in range(FEWEST + 1):
        board.publish(label="TLP:GREEN", title=f"Lanes {number}", key=str(uuid4()))
    old, *_others = Practice.objects.order_by("pk")
    Practice.objects.filter(pk=old.pk).update(first_published_at=timezone.now() - timedelta(days=700))
    for closed in (False, True):
        if closed:
            Network.objects.filter(pk=board.network.pk).update(closed_at=timezone.now())
        by_register, by_network, by_month = figures_for(board.viewer("board"))["tables"][1:]
        for other in (by_network, by_month):
            assert abs(sum_of(by_register, 2) - sum_of(other, 2)) not in range(1, FEWEST)


def test_what_no_list_shows_is_counted_nowhere(board: World) -> None:
    for number in range(FEWEST):
        practice = board.publish(label="TLP:GREEN", title=f"Lanes {number}", key=str(uuid4()))
        text = Adoption(title="We try it", body="b", adopted_practice=practice)
        choice = MarkingChoice(label="TLP:GREEN", summary_label="", networks=(board.network,))
        saved = create_draft(board.viewer("author"), register_named("adoptions"), text, choice, uuid4())
        submit(board.viewer("author"), saved.record, saved.version)
    assert row(page(board), board.network.name)[-1] == str(FEWEST)


def test_nobody_else_learns_that_there_is_such_a_page(board: World) -> None:
    for name in ("author", "ncp", None):
        assert board.browser(name).get("/board/").status_code == 404
    assert "/board/" not in board.browser("author").get("/workspace/").content.decode()


def test_a_board_member_reads_nothing_because_of_it(board: World) -> None:
    practice = board.publish(label="TLP:AMBER")
    assert board.browser("board").get(practice.get_absolute_url()).status_code == 404
