"""Rooms of every storey are heard: the handler of notices is found last, when all of them have named their kinds."""

import pytest

from networks.events.registry import handlers_wanting
from networks.notices import registry


@pytest.mark.parametrize("kind", ["record.submitted", "record.rejected", "seat.offered", "person.invited"])
def test_what_a_room_registered_is_delivered_to_notices(kind: str) -> None:
    assert kind in registry.kinds()
    assert "notices" in {handler.name for handler in handlers_wanting(kind)}


def test_no_registered_kind_is_forgotten() -> None:
    forgotten = [
        kind for kind in registry.kinds() if "notices" not in {each.name for each in handlers_wanting(kind)}
    ]
    assert not forgotten
