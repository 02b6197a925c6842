"""Words in Python that no translator would ever see, found by reading the syntax trees."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.architecture.source import Finding, Module
from tests.words.in_templates import words_in

GETTEXT = {
    "_",
    "gettext",
    "gettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "npgettext",
}
# Arguments that people read, wherever they are given.
SPOKEN = {
    "verbose_name",
    "verbose_name_plural",
    "help_text",
    "empty_label",
    "placeholder",
    "label",
    "labels",
    "help_texts",
    "error_messages",
    "heading",
    "message",
    "reason",
    "title",
    "sentence",
}
# Calls whose text reaches a person; the number says which argument begins it.
SPEAKING = {
    "ValidationError": 0,
    "PermissionDenied": 0,
    "Refused": 0,
    "success": 1,
    "error": 1,
    "warning": 1,
    "info": 1,
}
# Names of loggers in our code: what they write is for whoever runs the installation.
FOR_OPERATORS = {"logger", "log", "logging"}
CHOICES = {"TextChoices", "IntegerChoices", "Choices"}
CODE = re.compile(r"^[a-z0-9_.:/+-]*$|^[A-Z0-9_.:/+-]*$")


def unspoken_words(module: Module) -> list[Finding]:
    """Labels, messages and choices written as plain strings."""
    found = {
        (node.lineno, text): Finding(module.path, node.lineno, f"_({text!r})")
        for holder in module.nodes
        for node, text in _plain(_spoken_parts(holder))
    }
    return list(found.values())


def _spoken_parts(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from (each.value for each in node.keywords if each.arg in SPOKEN)
        start = SPEAKING.get(_name(node.func))
        if start is not None and not _for_operators(node.func):
            yield from node.args[start : start + 1]
        if _owner(node.func) == "models" and _name(node.func).endswith("Field"):
            yield from node.args[:1]
    elif isinstance(node, ast.ClassDef):
        yield from _of_class(node)


def _of_class(node: ast.ClassDef) -> Iterator[ast.expr]:
    chooses = any(_name(base) in CHOICES for base in node.bases)
    for line in node.body:
        if not isinstance(line, ast.Assign):
            continue
        names = {each.id for each in line.targets if isinstance(each, ast.Name)}
        if chooses and isinstance(line.value, ast.Tuple):
            yield from line.value.elts[1:]
        elif chooses and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str):
            yield ast.Constant(f"{line.value.value} without a name", lineno=line.lineno)
        elif names & SPOKEN - {"label"}:
            yield line.value


def _plain(parts: Iterable[ast.expr]) -> Iterator[tuple[ast.expr, str]]:
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            if not CODE.match(part.value) and words_in(part.value):
                yield part, part.value
        elif isinstance(part, ast.JoinedStr):
            text = "".join(each.value for each in part.values if isinstance(each, ast.Constant))
            if words_in(text) and not CODE.match(text.strip()):
                yield part, text
        elif isinstance(part, ast.List | ast.Tuple):
            yield from _plain(part.elts)
        elif isinstance(part, ast.Dict):
            yield from _plain(part.values)
        elif isinstance(part, ast.IfExp):
            yield from _plain([part.body, part.orelse])
        elif isinstance(part, ast.BinOp):
            yield from _plain([part.left])


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _owner(node: ast.expr) -> str:
    return _name(node.value) if isinstance(node, ast.Attribute) else ""


def _for_operators(node: ast.expr) -> bool:
    return _owner(node).lower() in FOR_OPERATORS
