"""The scripts that start real servers start them, share them and leave nothing behind."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.services.errors import ServiceFailed, ServiceUnavailable
from tests.services.fixtures import missing
from tests.services.home import scratch_home
from tests.services.leases import Lease
from tests.services.postgresql import PostgreSQL
from tests.services.processes import Process
from tests.services.redis_server import Redis

pytestmark = pytest.mark.services


class Broken(Redis):
    """Ends as soon as it is started."""

    def command(self, port: int) -> list[str]:
        return ["/bin/false"]


@pytest.fixture
def home() -> Iterator[Path]:
    with scratch_home() as folder:
        yield folder


@pytest.fixture
def living() -> Iterator[int]:
    """Process number of somebody else's test run that is still going on."""
    run = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield run.pid
    run.communicate()


def started(service: PostgreSQL | Redis) -> str:
    try:
        return service.start()
    except ServiceUnavailable as reason:
        missing(reason)


def setting(url: str, name: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    return row[0] if row else None


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_postgresql_is_as_safe_as_it_was_asked_to_be(home: Path, durable: bool, fsync: str) -> None:
    server = PostgreSQL(home, durable=durable)
    url = started(server)
    try:
        assert setting(url, "fsync") == fsync
        assert setting(url, "data_checksums") == "on"
    finally:
        server.stop()


def test_postgresql_keeps_its_data_over_a_restart(home: Path) -> None:
    server = PostgreSQL(home)
    with psycopg.connect(started(server)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    with server, psycopg.connect(server.status()) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_postgresql_refuses_a_stranger(home: Path) -> None:
    server = PostgreSQL(home)
    url = started(server)
    try:
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url.replace("limes:", "limes:not-"))
    finally:
        server.stop()


def test_redis_refuses_who_has_no_password(home: Path) -> None:
    server = Redis(home)
    address = started(server).rpartition("@")[2]
    try:
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(f"redis://{address}").ping()
    finally:
        server.stop()


def test_a_stopped_server_leaves_no_process_and_no_address(home: Path) -> None:
    server = Redis(home)
    started(server)
    process = server.process()
    assert process is not None
    server.stop()
    assert not process.alive
    assert server.environment() == {}


def test_a_killed_server_comes_back_at_the_same_address(home: Path) -> None:
    server = Redis(home)
    before = started(server)
    process = server.process()
    assert process is not None
    process.end(signal.SIGKILL)
    try:
        assert server.start() == before
    finally:
        server.stop()


def test_starting_twice_gives_the_same_server(home: Path) -> None:
    server = Redis(home)
    try:
        assert started(server) == Redis(home).start()
    finally:
        server.stop()


def test_a_shared_server_runs_until_the_last_has_left(home: Path, living: int) -> None:
    started(Redis(home))
    mine, theirs = Lease(Redis(home), None), Lease(Redis(home), living)
    assert mine.take() == theirs.take()
    mine.give_back()
    assert theirs.service.status()
    theirs.give_back()
    assert not theirs.service.status()


def test_the_lease_of_a_killed_run_counts_for_nothing(home: Path) -> None:
    started(Redis(home))
    killed = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    Lease(Redis(home), killed.pid).take()
    killed.kill()
    killed.communicate()
    mine = Lease(Redis(home), None)
    mine.take()
    mine.give_back()
    assert not mine.service.status()


def test_a_server_that_does_not_come_up_says_where_its_log_is(home: Path) -> None:
    server = Broken(home)
    with pytest.raises(ServiceFailed, match=r"redis\.log"):
        started(server)
    assert not server.status()


def test_a_process_number_given_out_again_is_not_taken_for_the_old_process(living: int) -> None:
    now = Process.of(living)
    assert now.alive
    assert not Process(living, now.born + "0").alive


def test_a_missing_server_skips_here_and_fails_where_everything_must_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no apt-get"):
        missing(ServiceUnavailable("There is no apt-get."))
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no apt-get"):
        missing(ServiceUnavailable("There is no apt-get."))
