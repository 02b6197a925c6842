"""Artefacts from Maven Central, fetched by Maven itself and checked against a known sum."""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.services.errors import ServiceUnavailable
from tests.services.packages import require_program

COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


@dataclass(frozen=True)
class Artefact:
    """``group:name:version`` with its SHA-256."""

    coordinates: str
    sha256: str
    packaging: str = "jar"

    @property
    def file_name(self) -> str:
        _, name, version = self.coordinates.split(":")
        return f"{name}-{version}.{self.packaging}"


def fetch(artefact: Artefact, folder: Path) -> Path:
    """The artefact's file below ``folder``, fetched unless it is there already."""
    target = folder / artefact.file_name
    if not _genuine(target, artefact):
        folder.mkdir(parents=True, exist_ok=True)
        _copy(artefact, folder)
    if not _genuine(target, artefact):
        raise ServiceUnavailable(f"{artefact.file_name} is not the file we know: its SHA-256 differs.")
    return target


def _genuine(path: Path, artefact: Artefact) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == artefact.sha256


def _copy(artefact: Artefact, folder: Path) -> None:
    maven = require_program("mvn", packages=("maven", "openjdk-17-jdk-headless"))
    wanted = f"-Dartifact={artefact.coordinates}:{artefact.packaging}"
    command = [maven, "-q", "-B", COPY, wanted, f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        errors = [line for line in done.stdout.splitlines() if "ERROR" in line][:1]
        raise ServiceUnavailable(f"Maven could not fetch {artefact.coordinates}: {' '.join(errors)}")
