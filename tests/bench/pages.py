"""How long the server takes for lists, details and search among 20,000 practices: `python -m tests.bench.pages [ROUNDS]`.

Prints one JSON line per page. On the embedded default in seconds of processor time: the database is in the process, and
what else the machine does does not count. With real servers in the environment (`python -m tests.services with all --
python -m tests.bench.pages`) in seconds by the clock, since much of the work is theirs.

The world is made once, in var/bench or on the server, which takes a quarter of an hour.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

import psycopg

from tests.demo_world import environment, on_postgresql
from tests.migrated import ROOT, copy_on_server, migrated_database

FOLDER = ROOT / "var" / "bench"
NAME = "bench_pages"
SCALE = 340
LIMIT_SECONDS = 0.2
# Pages the issue bounds, each as somebody of many rights and as somebody of few.
BOUNDED = {
    "list": "/kb/practices/",
    "list.one_facet": "/kb/practices/?country=PL",
    "list.three_facets": "/kb/practices/?country=PL&label=TLP%3AGREEN&language=en",
    "list.last_page": "/kb/practices/?page=last",
    "list.words": "/kb/practices/?q=scanner",
    "search": "/search/?q=scanner",
    "search.two_words": "/search/?q=parcel+risk",
    "search.misspelt": "/search/?q=scaner",
    "search.facet": "/search/?q=queue&country=FI",
    "search.everything": "/search/",
}
READERS = ("expert.fi", "guest.third", "")


def world() -> dict[str, str]:
    """The surroundings of a process among 20,000 practices."""
    return _on_servers(os.environ["DATABASE_URL"]) if on_postgresql() else _in_a_file()


def _in_a_file() -> dict[str, str]:
    database = FOLDER / "limes.sqlite3"
    surroundings = environment(FOLDER, f"sqlite:///{database}")
    if not (FOLDER / "made").exists():
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        shutil.copy(migrated_database(), database)
        _seed(surroundings)
        (FOLDER / "made").touch()
    return surroundings


def _on_servers(server_url: str) -> dict[str, str]:
    base = server_url.rpartition("/")[0]
    servers = {name: os.environ.get(name, "") for name in ("REDIS_URL", "ELASTICSEARCH_URL")}
    folder = FOLDER / "on-servers"
    folder.mkdir(parents=True, exist_ok=True)
    surroundings = environment(folder, f"{base}/{NAME}", **servers, ELASTICSEARCH_INDEX=NAME)
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            unfinished = f"{NAME}_unfinished"
            copy_on_server(server.cursor(), lambda database: f"{base}/{database}", unfinished)
            _seed(surroundings | {"DATABASE_URL": f"{base}/{unfinished}"})
            server.execute(f"ALTER DATABASE {unfinished} RENAME TO {NAME}")
    return surroundings


def _seed(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "seed_demo", "--scale", str(SCALE)]
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True, stdout=sys.stderr)


def _browsers() -> Iterator[tuple[str, Any]]:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from config.collector import spare_what_was_loaded
    from networks.people.models import Expert

    settings.ALLOWED_HOSTS = ["*"]
    spare_what_was_loaded()
    for name in READERS:
        browser = Client()
        if name:
            expert = Expert.objects.get(email=f"{name}@demo.limes.example")
            browser.force_login(expert, backend="networks.people.backends.SignInBackend")
        yield name or "visitor", browser


def _timed(browser: Any, address: str) -> float:
    clock = time.perf_counter if on_postgresql() else time.process_time
    started = clock()
    answer = browser.get(address)
    taken = clock() - started
    assert answer.status_code == 200, (address, answer.status_code)
    return taken


def main(rounds: int = 20) -> int:
    """Prints the figures; 1 when a bounded page is too slow."""
    os.environ.update(world())
    slow = 0
    for reader, browser in _browsers():
        for name, address in BOUNDED.items():
            _timed(browser, address)
            times = sorted(_timed(browser, address) for _each in range(rounds))
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            slow += p95 > LIMIT_SECONDS
            line = {
                "name": f"{name}.{reader}", "p50": round(median(times), 4), "p95": round(p95, 4),
                "limit": LIMIT_SECONDS, "ok": p95 <= LIMIT_SECONDS, "samples": rounds,
            }  # fmt: skip
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
