"""The compose file as Docker would read it: variables put in from an `.env`, extensions merged."""

import re
from functools import cache
from typing import Any

import yaml

from tests.services.home import REPOSITORY

FILE = REPOSITORY / "docker-compose.yml"
EXAMPLE = REPOSITORY / "docker" / "env.example"
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
FILLED = {
    "SECRET_KEY": "a-long-random-text-for-the-tests-of-the-compose-file-only",
    "POSTGRES_PASSWORD": "postgres-password",
    "REDIS_PASSWORD": "redis-password",
    "ELASTIC_PASSWORD": "elastic-password",
    "LIMES_HOST": "limes.example.eu",
    "EMAIL_URL": "smtp+tls://limes:mail-password@mail.example.eu:587",
    "DEFAULT_FROM_EMAIL": "Limes <no-reply@limes.example.eu>",
}


def raw() -> str:
    return FILE.read_text()


@cache
def read() -> dict[str, Any]:
    """The file with the variables of FILLED put in. Raises KeyError for one without value or default."""
    return dict(yaml.safe_load(VARIABLE.sub(_value, raw()).replace("$$", "$")))


def _value(found: re.Match[str]) -> str:
    name, kind, default = found.groups()
    return FILLED[name] if kind != "-" else FILLED.get(name, default)


def service(name: str) -> dict[str, Any]:
    return dict(read()["services"][name])


def variables_asked_for() -> set[str]:
    return {name for name, _, _ in VARIABLE.findall(raw())}
