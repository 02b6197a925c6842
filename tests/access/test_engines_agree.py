"""Which of the two indexes answers makes no difference to what anybody learns."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access import figures
from tests.access.cast import CAST
from tests.access.engines import ask_both
from tests.access.small_stage import SmallStage
from tests.access.test_twin_worlds import PATIENCE, learn_everything
from tests.search.own_index import own_index

pytestmark = [pytest.mark.django_db, pytest.mark.services]
QUICK = ("visitor", "other_guest", "member")


@pytest.fixture(scope="module")
def indexed(small: SmallStage, elasticsearch_url: str) -> Iterator[None]:
    """A server holds what the database holds. Nothing is written here, so one index serves every role."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.engines.elasticsearch.READ_SECONDS", PATIENCE)
        with own_index(_Settings(patch), elasticsearch_url):
            learn_everything()
            yield


class _Settings:
    """Settings for the tests of a module."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        object.__setattr__(self, "patch", patch)

    def __setattr__(self, name: str, value: Any) -> None:
        self.patch.setattr(f"django.conf.settings.{name}", value)


def they_agree(small: SmallStage, role: str, number: int) -> None:
    found = ask_both(small, role, number)
    figures.count("access.engines.forbidden", len(found.forbidden), found.asked)
    figures.count("access.engines.different", len(found.different), found.asked)
    assert found.hits > 0
    assert found.forbidden == []
    assert found.different == [], "\n".join(map(str, found.different))


@pytest.mark.parametrize("role", QUICK)
def test_both_engines_tell_a_role_the_same(small: SmallStage, indexed: None, role: str) -> None:
    they_agree(small, role, 10)


@pytest.mark.proof
@pytest.mark.parametrize("role", CAST)
def test_both_engines_tell_every_role_the_same(small: SmallStage, indexed: None, role: str) -> None:
    they_agree(small, role, 50)
