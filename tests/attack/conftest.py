"""The small stage of the access proof, for each module."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access import small_stage
from tests.access.small_stage import SmallStage


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: Any) -> Iterator[SmallStage]:
    """What an attack changes is taken back after it."""
    with small_stage.standing(django_db_blocker) as stage:
        yield stage
