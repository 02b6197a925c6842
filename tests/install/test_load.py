"""Under load, web and live hold no more database connections than docs/operations.md says, and no request fails."""

import asyncio
import http.client
import os
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import psycopg
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from tests.install import compose_file
from tests.migrated import copy_on_server
from tests.services.home import REPOSITORY
from tests.services.processes import Process, port_is_free, spare_port, spawn, wait_until

CLIENTS = 24
REQUESTS_EACH = 4
PAGES = ("/kb/", "/readyz", "/accounts/login/", "/networks/")
RESERVED = 3
HEADROOM = 10
OURS = ("web", "live", "worker", "migrate")


def option(name: str) -> int:
    """A number of the command that starts the pages."""
    return next(
        int(each.partition("=")[2])
        for each in compose_file.service("web")["command"]
        if each.startswith(f"--{name}=")
    )


def allowed(service: str) -> int:
    """Connections one process of a service may hold."""
    return int(compose_file.service(service)["environment"]["DATABASE_CONNECTIONS"])


def documented(row: str) -> int:
    text = (REPOSITORY / "docs" / "operations.md").read_text()
    found = re.search(rf"^\| \*\*{row}\*\* \| \*\*(\d+)\*\*", text, re.MULTILINE)
    assert found, f"docs/operations.md has no row {row}"
    return int(found.group(1))


def test_the_sum_of_all_processes_is_documented_and_fits_twice_into_the_database() -> None:
    processes = {"web": option("workers"), "live": 1, "worker": 1, "migrate": 1}
    held = sum(allowed(service) * number for service, number in processes.items())
    assert documented("Sum") == held
    assert documented("Needed at most") == 2 * held + HEADROOM
    said = next(
        each for each in compose_file.service("postgres")["command"] if each.startswith("max_connections=")
    )
    assert documented("Needed at most") <= int(said.partition("=")[2]) - RESERVED


def test_every_thread_that_answers_pages_finds_a_connection() -> None:
    assert allowed("web") == option("blocking-threads")


def test_the_image_by_itself_bounds_its_threads_too() -> None:
    command = (REPOSITORY / "Dockerfile").read_text().rpartition("\nCMD ")[2]
    assert '"--blocking-threads", "2"' in command


def test_nginx_keeps_fewer_connections_open_than_the_pages_accept() -> None:
    kept = re.search(r"keepalive (\d+);", (REPOSITORY / "docker" / "nginx.conf").read_text())
    assert kept is not None
    processors = 16
    assert int(kept.group(1)) * processors <= option("backpressure") * option("workers")


@pytest.fixture
def database(postgres_url: str) -> Iterator[str]:
    """A migrated database that nobody else uses."""
    name, base = f"load_{os.getpid()}", postgres_url.rpartition("/")[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        copy_on_server(cast(Any, server.cursor()), lambda database: f"{base}/{database}", name)
        yield f"{base}/{name}"
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def started(service: str, folder: Path, database: str, redis: str) -> Iterator[str]:
    """The server of a service as the compose file starts it, on a port of its own; its address."""
    port, command = spare_port(), [str(each) for each in compose_file.service(service)["command"]]
    program = str(Path(sys.executable).parent / command[0])
    options = _on_loopback(command[1:], port)
    said = compose_file.service(service)["environment"]
    environment = {
        **said,
        "DJANGO_SETTINGS_MODULE": "tests.install.loaded_settings",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "ELASTICSEARCH_URL": "",
        "PYTHONPATH": str(REPOSITORY),
    }
    process: Process = spawn([program, *options], folder / f"{service}.log", None, environment)
    try:
        answers = wait_until(
            lambda: not port_is_free(port) and status(f"127.0.0.1:{port}", "/readyz") == 200, 90
        )
        assert answers, (folder / f"{service}.log").read_text()[-3000:]
        yield f"127.0.0.1:{port}"
    finally:
        process.end()


def _on_loopback(options: list[str], port: int) -> list[str]:
    """The same options with another address: `--port=8000` and `--port 8000` alike."""
    text = "\n".join(options)
    text = re.sub(r"--host[=\n]\S+", "--host\n127.0.0.1", text)
    return re.sub(r"--port[=\n]\d+", f"--port\n{port}", text).split("\n")


def status(address: str, path: str) -> int:
    wire = http.client.HTTPConnection(address, timeout=60)
    try:
        # A cookie of no session: whoever has one is looked up in the database.
        wire.request("GET", path, headers={"Cookie": f"__Host-limes={'a' * 32}"})
        return wire.getresponse().status
    except OSError:
        return 0
    finally:
        wire.close()


def most_held(server: "psycopg.Connection[Any]", name: str, work: "Sequence[Future[Any]]") -> int:
    """The most connections to a database that were seen while the work went on."""
    most, pending = 0, {*work}
    while pending:
        row = server.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name]).fetchone()
        most = max(most, int(str(row[0])) if row else 0)
        pending = wait(pending, timeout=0.1).not_done
    return most


@pytest.mark.services
def test_many_readers_at_once_share_the_connections_of_the_pages(
    tmp_path: Path, database: str, redis_url: str
) -> None:
    bound = option("workers") * option("blocking-threads")
    with started("web", tmp_path, database, redis_url) as address, ThreadPoolExecutor(CLIENTS) as clients:
        with psycopg.connect(database.rpartition("/")[0] + "/postgres", autocommit=True) as server:
            paths = [PAGES[number % len(PAGES)] for number in range(CLIENTS * REQUESTS_EACH)]
            asked = [clients.submit(status, address, path) for path in paths]
            most = most_held(server, urlsplit(database).path[1:], [*asked])
        assert [each.result() for each in asked] == [200] * len(asked), (tmp_path / "web.log").read_text()[
            -2000:
        ]
    assert 1 <= most <= bound


async def _knock(address: str) -> int:
    """Opens a socket with the cookie of no session: it is looked up, then closed with a reason."""
    headers = {"Cookie": f"__Host-limes={'b' * 32}"}
    async with connect(
        f"ws://{address}/ws/", origin=Origin(f"http://{address}"), additional_headers=headers
    ) as wire:
        try:
            await wire.recv()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0
    return 0


async def _knock_together(address: str) -> list[int]:
    return await asyncio.gather(*(_knock(address) for _each in range(CLIENTS)))


@pytest.mark.services
def test_many_sockets_at_once_share_the_connections_of_the_live_process(
    tmp_path: Path, database: str, redis_url: str
) -> None:
    with started("live", tmp_path, database, redis_url) as address, ThreadPoolExecutor(1) as beside:
        with psycopg.connect(database.rpartition("/")[0] + "/postgres", autocommit=True) as server:
            knocks = beside.submit(lambda: asyncio.run(_knock_together(address)))
            most = most_held(server, urlsplit(database).path[1:], [knocks])
        assert set(knocks.result()) == {4401}
    assert 1 <= most <= allowed("live")
