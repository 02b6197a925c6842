"""How long the server takes for lists, details and search among 20,000 practices: `python -m tests.bench.pages [ROUNDS]`.

Prints one JSON line per page, in seconds of processor time: the database is in the process, and what else the machine
does does not count. The world is made once, in var/bench, which takes a quarter of an hour.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.demo_world import environment
from tests.migrated import ROOT, migrated_database

FOLDER = ROOT / "var" / "bench"
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


def world() -> Path:
    """The database with 20,000 practices."""
    database = FOLDER / "limes.sqlite3"
    if not (FOLDER / "made").exists():
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        shutil.copy(migrated_database(), database)
        command = [sys.executable, "manage.py", "seed_demo", "--scale", str(SCALE)]
        subprocess.run(command, cwd=ROOT, env=_environment(database), check=True, stdout=sys.stderr)
        (FOLDER / "made").touch()
    return database


def _environment(database: Path) -> dict[str, str]:
    return environment(FOLDER, f"sqlite:///{database}")


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
    started = time.process_time()
    answer = browser.get(address)
    taken = time.process_time() - started
    assert answer.status_code == 200, (address, answer.status_code)
    return taken


def main(rounds: int = 20) -> int:
    """Prints the figures; 1 when a bounded page is too slow."""
    os.environ.update(_environment(world()))
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
