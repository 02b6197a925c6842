"""Where the files of an installation lie, and how they are read."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
VOCABULARIES = FIXTURES / "vocabularies"
DEMO = FIXTURES / "demo"
FOUNDING = FIXTURES / "founding"
NETWORKS = FOUNDING / "networks.toml"
PAGES = FOUNDING / "pages.toml"

Table = dict[str, Any]


def read(path: Path) -> Table:
    """One TOML file. FileNotFoundError or tomllib.TOMLDecodeError when it is missing or broken."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_folder(folder: Path) -> list[Table]:
    """Every TOML file of a folder, in the order of their names."""
    return [read(path) for path in sorted(folder.glob("*.toml"))]
