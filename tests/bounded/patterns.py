"""Every regular expression of the product, how it is applied, and inputs made to be slow for it."""

import ast
import importlib
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from re import _constants as codes
from re import _parser as reading
from types import ModuleType
from typing import Any

from networks.text.sorting import ALPHABETS, _alphabet

ROOT = Path(__file__).parents[2]
ROOMS = ("config", "kb", "networks", "search")
ANCHORED = frozenset({"match", "fullmatch"})
ANYWHERE = frozenset({"search", "sub", "subn", "findall", "finditer", "split"})
# Pieces of the languages people write, for what no pattern tells about itself.
USUAL = (
    *(
        " ",
        "\n",
        " \n",
        "\t",
        "a",
        "a ",
        "A",
        "0",
        "0 ",
        "-",
        "--",
        "_",
        "<",
        "<a ",
        "<!--",
        "<!-- a -->\n",
        "&",
        "&#",
        '"',
    ),
    *(
        "'",
        '-"',
        "[",
        "](",
        "![",
        "*",
        "**",
        "`",
        "\\",
        "/",
        "//",
        "@",
        "a@",
        ".",
        ":",
        "|",
        "| ",
        "{",
        "e\u0301",
        "\u0301",
    ),
)
ENDINGS = ("", "\x00", "!", "\n", "a", ">")
MOST_CHOICES = 4


def _letters_of_alphabets() -> list[re.Pattern]:
    found = (_alphabet(language)[0] for language in ALPHABETS)
    return [pattern for pattern in found if pattern is not None]


# Modules that compile a pattern when it is first needed, and what they compile.
MADE_LATER = {"networks.text.sorting": _letters_of_alphabets}


@dataclass
class Found:
    """A pattern, the places where it stands, and whether it is tried from every place of its input."""

    pattern: re.Pattern
    places: list[str] = field(default_factory=list)
    anchored: bool = True


def files() -> Iterator[tuple[str, Path]]:
    """Names and paths of the product's modules, migrations apart."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(ROOT).with_suffix("").parts
                yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text())


def all_patterns() -> list[Found]:
    """Every compiled pattern that a module or class of the product holds."""
    found: dict[tuple[Any, int], Found] = {}
    for name, path in files():
        if "re.compile" not in path.read_text():
            continue
        later = [("later", pattern) for pattern in MADE_LATER.get(name, list)()]
        for place, pattern in [*_held(importlib.import_module(name)), *later]:
            one = found.setdefault((pattern.pattern, pattern.flags), Found(pattern))
            one.places.append(f"{name}.{place}")
            one.anchored = one.anchored and _ways(name, place) <= ANCHORED
    return list(found.values())


def _ways(module: str, place: str) -> set[str]:
    """The methods that are called on a pattern in its own module and in those that import it by its name."""
    ways: set[str] = set()
    for name, path in files():
        uses = _uses(path)
        if place in uses and (name == module or place in _imported(path, module)):
            ways |= uses[place]
    return ways or set(ANYWHERE)


@cache
def _uses(path: Path) -> Mapping[str, set[str]]:
    uses: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and node.attr in ANCHORED | ANYWHERE:
            owner = node.value
            uses[owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")].add(node.attr)
    return uses


def _imported(path: Path, module: str) -> set[str]:
    return {
        alias.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module == module
        for alias in node.names
    }


def _held(module: ModuleType) -> Iterator[tuple[str, re.Pattern]]:
    for name, value in vars(module).items():
        yield from ((name, pattern) for pattern in _inside(value))
        if inspect.isclass(value) and value.__module__ == module.__name__:
            for inner, part in vars(value).items():
                yield from ((inner, pattern) for pattern in _inside(part))


def _inside(value: object) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _inside(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _inside(part)


def calls_apart() -> list[str]:
    """Places where a pattern is given to `re` at the moment of use, where no test finds it."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for _name, path in files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "re"
        and node.attr in ANCHORED | ANYWHERE
    ]


def compiled_in_functions() -> list[str]:
    """Places where a pattern is compiled inside a function."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for name, path in files()
        if name not in MADE_LATER
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "re.compile"
    ]


def attacks(pattern: re.Pattern) -> list[tuple[str, str, str]]:
    """Inputs made to be slow: a beginning, what is repeated, and an end at which the pattern fails."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    # Flags written inside the pattern come back with the tree.
    nodes = list(
        reading.parse(
            text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
        )
    )
    pumps = {("", usual) for usual in USUAL}
    for before, repeated in _repeats(nodes, ""):
        pumps |= {("", repeated), (before, repeated), ("", before + repeated), ("", before)}
    return [
        (before, pump, end)
        for before, pump in sorted(pumps)
        if pump
        for end in (ENDINGS if (before, pump) not in {("", usual) for usual in USUAL} else ("\x00", "\n"))
    ]


def _repeats(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Every repetition in a pattern: what leads to it, and each text that it repeats."""
    for code, argument in nodes:
        for inner in _parts(code, argument):
            if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT) and argument[1] > 4:
                yield from ((before, sample) for sample in _samples(inner))
            yield from _repeats(inner, before)
        before += _samples([(code, argument)])[0]


def _parts(code: Any, argument: Any) -> list[list[Any]]:
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [list(argument[2])]
    if code is codes.SUBPATTERN:
        return [list(argument[3])]
    if code is codes.ATOMIC_GROUP:
        return [list(argument)]
    if code is codes.BRANCH:
        return [list(branch) for branch in argument[1]]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [list(argument[1])]
    return []


def _samples(nodes: list[Any]) -> list[str]:
    """Some texts that the nodes match, with repetitions as short as they may be but not empty."""
    found = [""]
    for code, argument in nodes:
        found = [start + more for start in found for more in _samples_of(code, argument)][:MOST_CHOICES]
    return found


def _samples_of(code: Any, argument: Any) -> list[str]:
    if code is codes.LITERAL:
        return [chr(argument)]
    if code is codes.NOT_LITERAL:
        return ["b" if chr(argument) == "a" else "a"]
    if code is codes.ANY:
        return ["a", " "]
    if code is codes.IN:
        return _characters(argument)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [sample * max(argument[0], 1) for sample in _samples(list(argument[2]))]
    if code is codes.BRANCH:
        return [sample for branch in argument[1] for sample in _samples(list(branch))[:2]] or [""]
    if code in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
        return _samples(_parts(code, argument)[0])
    return [""]


def _characters(members: list[Any]) -> list[str]:
    """Some characters of a set: its own, or common ones that it does not leave out."""
    if members[0][0] is codes.NEGATE:
        left_out = (
            re.compile("[" + "".join(map(re.escape, _named(members[1:]))) + "]")
            if _named(members[1:])
            else None
        )
        return [each for each in "a <-\n0" if not (left_out and left_out.match(each))][:3] or ["a"]
    return _named(members)[:3] or ["a"]


def _named(members: list[Any]) -> list[str]:
    categories = {codes.CATEGORY_SPACE: " \n", codes.CATEGORY_DIGIT: "0", codes.CATEGORY_WORD: "a0"}
    others = {codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_NOT_WORD: " "}
    found: list[str] = []
    for code, argument in members:
        if code is codes.LITERAL:
            found.append(chr(argument))
        elif code is codes.RANGE:
            found += [chr(argument[0]), chr(argument[1])]
        elif code is codes.CATEGORY:
            found += list({**categories, **others}[argument])
    return found
