"""Fixtures every test may use."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.core import serializers
from django.core.cache import cache
from django.db.models.signals import post_migrate
from django.test import Client

from networks.people.models import Expert

pytest_plugins = ["tests.services.fixtures"]

BACKEND = "networks.people.backends.SignInBackend"


# What Django itself writes anew after emptying a database.
WRITTEN_BY_DJANGO = {"contenttypes.ContentType", "auth.Permission"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A test with transactions of its own empties the database: what migrations wrote is put back after it."""
    models = [
        model
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and model._meta.label not in WRITTEN_BY_DJANGO
    ]
    with django_db_blocker.unblock():
        rows = [row for model in models for row in model._base_manager.all()]
        kept = serializers.serialize("json", rows, use_natural_foreign_keys=True)

    def put_back(sender: AppConfig, **_more: Any) -> None:
        for row in serializers.deserialize("json", kept):
            row.save()

    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    post_migrate.connect(put_back, sender=last)
    yield
    post_migrate.disconnect(put_back, sender=last)


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
