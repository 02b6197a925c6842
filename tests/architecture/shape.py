"""Small things that stay small: files, functions, templates, names, rooms that say what they are."""

import ast
from collections.abc import Iterable
from pathlib import PurePosixPath

from tests.architecture.source import Finding, Module

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_TEMPLATE_LINES = 80
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}


def long_files(modules: Iterable[Module]) -> list[Finding]:
    """Files nobody reads in one go. Django writes migrations as long as they must be."""
    return [
        Finding(module.path, lines, f"{lines} lines: split by noun or verb under {MAX_FILE_LINES}")
        for module in modules
        if not module.is_migration and (lines := len(module.text.splitlines())) > MAX_FILE_LINES
    ]


def long_functions(modules: Iterable[Module]) -> list[Finding]:
    """Functions that do more than one thing."""
    found = []
    for module in modules:
        for node in [] if module.is_migration else module.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    advice = f"{node.name} has {lines} lines: cut it into verbs under {MAX_FUNCTION_LINES}"
                    found.append(Finding(module.path, node.lineno, advice))
    return found


def long_templates(templates: Iterable[tuple[str, str]]) -> list[Finding]:
    """Templates, given as path and text, that should be a component or two."""
    return [
        Finding(path, lines, f"{lines} lines: move a part into templates/components or a part of its room")
        for path, text in templates
        if (lines := len(text.splitlines())) >= MAX_TEMPLATE_LINES
    ]


def drawers(paths: Iterable[str]) -> list[Finding]:
    """Files and folders named after nothing."""
    found = []
    for path in paths:
        for part in PurePosixPath(path).parts:
            if part.split(".")[0] in DRAWERS:
                found.append(Finding(path, 1, f"{part} says nothing: call it what it holds"))
    return found


def silent_rooms(modules: Iterable[Module]) -> list[Finding]:
    """Rooms whose first file does not say what they are for."""
    return [
        Finding(module.path, 1, "say in a docstring what this room is for")
        for module in modules
        if module.path.endswith("/__init__.py") and module.name == module.room
        if not ast.get_docstring(module.tree)
    ]


def models_that_save_cleverly(modules: Iterable[Module]) -> list[Finding]:
    """Models that override `save`: what happens on saving is the business of an action, which can be read and tested."""
    found = []
    for module in modules:
        if module.is_migration or "models" not in module.name.split("."):
            continue
        for node in module.nodes:
            if isinstance(node, ast.ClassDef):
                found += [
                    Finding(
                        module.path, each.lineno, f"{node.name}.{each.name}: move its logic into an action"
                    )
                    for each in node.body
                    if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
                    and each.name in {"save", "asave"}
                ]
    return found
