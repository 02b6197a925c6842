"""Fixtures every test may use."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from networks.people.models import Expert

pytest_plugins = ["tests.services.fixtures"]

BACKEND = "networks.people.backends.SignInBackend"


@pytest.fixture(autouse=True)
def clear_counts() -> None:
    """Sign-in attempts are counted per process; one test's must not stop the next one's."""
    cache.clear()


@pytest.fixture
def signed_in() -> Any:
    """A browser with the session of a person, made as the sign-in page makes it."""

    def browser_of(expert: Expert | None = None) -> Client:
        client = Client()
        if expert is not None:
            client.force_login(expert, backend=BACKEND)
        return client

    return browser_of
