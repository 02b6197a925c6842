"""pytest plugin: real servers for the whole run, started when the first test asks for one.

All workers of a run share one server of each kind. The lease is held in the name of the controlling
process, so that a worker which finishes early does not stop what another still uses.

A server that cannot be had skips its tests with the reason, and fails them where ``CI=true``.
"""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.services.catalogue import SERVICES
from tests.services.chromium import FLAGS
from tests.services.chromium import chromium_path as find_chromium
from tests.services.errors import ServiceUnavailable
from tests.services.leases import Lease

OWNER = "LIMES_TEST_RUN"


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[OWNER] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    for make in SERVICES.values():
        lease = Lease(make(), os.getpid())
        if lease.held():
            lease.give_back()


def missing(reason: Exception) -> NoReturn:
    """End the test as a skip, or as a failure on the machine that must have everything."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have this server. {reason}", pytrace=False)
    pytest.skip(str(reason))


def _url(name: str) -> str:
    service = SERVICES[name]()
    try:
        return Lease(service, int(os.environ[OWNER])).take()
    except ServiceUnavailable as reason:
        missing(reason)


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """URL of a PostgreSQL superuser's database; make databases of your own beside it."""
    return _url("postgresql")


@pytest.fixture(scope="session")
def redis_url() -> str:
    """URL of a Redis shared by all workers: use a key prefix of your own."""
    return _url("redis")


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """URL of an Elasticsearch shared by all workers: use an index prefix of your own."""
    return _url("elasticsearch")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of a real Chromium; as root it must be launched with ``--no-sandbox``."""
    try:
        return find_chromium()
    except ServiceUnavailable as reason:
        missing(reason)


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """One browser program for the tests of a module, ended with it: no asynchronous test may run beside its driver."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()
