"""Which environment this process runs in, and how settings read it."""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()


def limes_env() -> str:
    """`dev`, `test` or `production`, from LIMES_ENV; empty means `dev`."""
    return os.environ.get("LIMES_ENV") or "dev"


def use_settings() -> None:
    """Point Django at the settings of this environment unless the caller already chose some."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{limes_env()}")


def optional(name: str) -> str:
    """The variable's value, or an empty string: empty and missing both mean the embedded default."""
    return str(env.str(name, default=""))
