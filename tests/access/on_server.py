"""The stage on a real Elasticsearch, in an index of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import timezone

from networks.events import relay
from networks.events.models import Delivery
from tests.search.own_index import own_index

# Longer than any server is slow here: whoever stops waiting for it is answered by the database instead.
PATIENCE = 30


class _Settings:
    """Settings that a test puts in place and that are taken back after it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        object.__setattr__(self, "patch", patch)

    def __setattr__(self, name: str, value: Any) -> None:
        self.patch.setattr(f"django.conf.settings.{name}", value)


@contextmanager
def indexed_at(url: str) -> Iterator[None]:
    """Inside, the server holds what the database holds, and answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.engines.elasticsearch.READ_SECONDS", PATIENCE)
        with own_index(_Settings(patch), url):
            learn_everything()
            yield


def learn_everything() -> None:
    """The index learns what waits for it; what waited for a server while the world was made as well."""
    Delivery.objects.update(due_at=timezone.now())
    relay.drain()
