"""Texts that come as TOML files."""

import tomllib
from pathlib import Path
from typing import Any


def read_toml(path: Path) -> dict[str, Any]:
    """The file's content. Raises tomllib.TOMLDecodeError with the line where it is malformed."""
    with path.open("rb") as file:
        return tomllib.load(file)
