"""Two worlds that differ only in what a role may not know answer every question alike, byte for byte."""

import pytest

from tests.access import figures
from tests.access.small_stage import SmallStage
from tests.access.twins import differences

pytestmark = pytest.mark.django_db
LONG_CAST = ("visitor", "stranger", "member", "other_guest", "own_ncp")


def nothing_differs(small: SmallStage, role: str, number: int) -> None:
    found, asked = differences(small, role, number)
    figures.count("access.twins.different", len(found), asked)
    assert asked == number
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize("role", ["visitor", "other_guest"])
def test_the_worlds_of_a_role_answer_some_questions_alike(small: SmallStage, role: str) -> None:
    nothing_differs(small, role, 16)


@pytest.mark.proof
@pytest.mark.parametrize("role", LONG_CAST)
def test_the_worlds_of_a_role_answer_five_hundred_questions_alike(small: SmallStage, role: str) -> None:
    nothing_differs(small, role, 500)
