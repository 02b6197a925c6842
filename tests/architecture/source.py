"""The product's source as text and syntax trees, read once per run and never imported."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("config", "networks", "kb", "search")
STOREYS_WITH_ROOMS = ("networks", "kb")


@dataclass(frozen=True)
class Finding:
    """A place and what to do there."""

    path: str
    line: int
    advice: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.advice}"


@dataclass(frozen=True)
class Import:
    """One name brought in: `module` is where it is said to live, `target` the module or name itself."""

    line: int
    module: str
    target: str


@dataclass(frozen=True)
class Module:
    """A Python file under its path from the root of the project."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree, walked once for all checks."""
        return list(ast.walk(self.tree))

    @cached_property
    def name(self) -> str:
        """The dotted name; a package is called as its folder."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def room(self) -> str:
        """`kb.records`, `networks.people`, `search` …"""
        return room_of(self.name)

    @property
    def is_migration(self) -> bool:
        """Written by Django; only its dependencies are looked at."""
        return "/migrations/" in self.path

    @cached_property
    def imports(self) -> list[Import]:
        """Every import wherever it stands, relative ones left out (another check forbids them)."""
        found: list[Import] = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [Import(node.lineno, each.name, each.name) for each in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found += [
                    Import(node.lineno, node.module, f"{node.module}.{each.name}") for each in node.names
                ]
        return found


def room_of(name: str) -> str:
    """The room a dotted name belongs to; the empty string for what is not ours."""
    parts = name.split(".")
    if parts[0] in STOREYS_WITH_ROOMS:
        return ".".join(parts[:2])
    return parts[0] if parts[0] in PRODUCT else ""


def storey_of(name: str) -> str:
    """`config`, `search`, `kb` or `networks`; the empty string for what is not ours."""
    first = name.split(".")[0]
    return first if first in PRODUCT else ""


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Everything with such an ending that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    paths = (ROOT / each for each in sorted(set(listed)) if each.endswith(suffixes))
    return tuple(path for path in paths if path.is_file())


@cache
def everything() -> tuple[Module, ...]:
    """All our Python, tests included."""
    return tuple(Module(str(path.relative_to(ROOT)), path.read_text()) for path in files(".py"))


@cache
def product() -> tuple[Module, ...]:
    """The Python that runs at an installation, migrations included."""
    return tuple(each for each in everything() if storey_of(each.name))


def written() -> tuple[Module, ...]:
    """The product without migrations."""
    return tuple(each for each in product() if not each.is_migration)


def told(findings: list[Finding]) -> str:
    """What a failing test prints."""
    return "\n" + "\n".join(str(each) for each in sorted(findings, key=lambda each: (each.path, each.line)))
