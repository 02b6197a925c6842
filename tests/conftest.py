"""Fixtures every test may use."""

import gc
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.cache import cache, caches
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.test import Client

from networks.people.models import Expert
from tests.migrated import copy_on_server, migrated_database

pytest_plugins = ["tests.services.fixtures", "tests.demo_world", "tests.trail"]

BACKEND = "networks.people.backends.SignInBackend"
# Modules go to the workers in this order, what is short last, so that none waits long for another at the end. The
# first makes the demo world; what is long and needs none gives it the time.
FIRST = (
    "stories/test_07",
    "kb/cms/test_doors",
    "search/test_secrets",
    "kb/founding/test_demo_world",
    "stories/",
)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: workers often wait for a browser, a server or a clock."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_sessionstart() -> None:
    """What is loaded by now stays to the end: the collector need not walk it over and over."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long modules first."""
    items.sort(
        key=lambda item: next((at for at, name in enumerate(FIRST) if name in item.nodeid), len(FIRST))
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The database begins as a copy of a migrated one; only a kept file (LIMES_TEST_DB) is migrated."""
    if connection.vendor == "postgresql":
        connection.creation.create_test_db = _copy_on_server
    elif not connection.settings_dict["TEST"]["NAME"]:
        connection.creation.create_test_db = _copy_of_file


def _use_test_database() -> str:
    name = str(connection.creation._get_test_db_name())
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    return name


def _copy_on_server(**_how: Any) -> str:
    def url_of(database: str) -> str:
        parts = connection.settings_dict
        return f"postgres://{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:{parts['PORT']}/{database}"

    name = _use_test_database()
    with connection._nodb_cursor() as cursor:
        copy_on_server(cursor, url_of, name)
    connection.ensure_connection()
    return name


def _copy_of_file(**_how: Any) -> str:
    """A file and not memory: threads of a test wait for each other there, as they do in an installation."""
    name = str(settings.TEST_VAR / "limes.sqlite3")
    shutil.copy(migrated_database(), name)
    connection.settings_dict["TEST"]["NAME"] = name
    return _use_test_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A test with transactions of its own empties the database: what migrations wrote is put back after it."""
    with django_db_blocker.unblock():
        content_types, permissions = [*ContentType.objects.all()], [*Permission.objects.all()]
        models = [each for each in apps.get_models() if each._meta.managed and not each._meta.proxy]
        others = [each for each in models if each not in (ContentType, Permission)]
        kept = serializers.serialize("json", [row for model in others for row in model._base_manager.all()])

    def put_back(sender: AppConfig, **_more: Any) -> None:
        with transaction.atomic(), connection.constraint_checks_disabled():
            # Django has just written these two anew, with other numbers.
            Permission.objects.all().delete()
            ContentType.objects.all().delete()
            ContentType.objects.bulk_create(content_types)
            Permission.objects.bulk_create(permissions)
            ContentType.objects.clear_cache()
            for row in serializers.deserialize("json", kept):
                row.save()

    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    post_migrate.connect(put_back, sender=last)
    yield
    post_migrate.disconnect(put_back, sender=last)


@pytest.fixture(autouse=True)
def clear_counts() -> None:
    """What one test counted must not stop the next one. Counts in the database go with the test's transaction."""
    cache.clear()
    if settings.REDIS_URL:
        caches["counts"].clear()


@pytest.fixture
def signed_in() -> Any:
    """A browser with the session of a person, made as the sign-in page makes it."""

    def browser_of(expert: Expert | None = None) -> Client:
        client = Client()
        if expert is not None:
            client.force_login(expert, backend=BACKEND)
        return client

    return browser_of
