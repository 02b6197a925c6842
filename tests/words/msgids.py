"""Every text of the interface as translators see it: from templates and from calls of gettext in code."""

import ast
import re
from collections.abc import Iterable, Iterator

from django.utils.translation.template import templatize

from tests.architecture.source import Module
from tests.words.in_code import GETTEXT

# Django blanks out everything else, so what is left in quotes is a text.
LITERAL = re.compile(r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", re.DOTALL)


def of_code(modules: Iterable[Module]) -> Iterator[tuple[str, str]]:
    """Path and text of each call of gettext in these modules."""
    for module in modules:
        for node in module.nodes:
            if isinstance(node, ast.Call) and _name(node.func) in GETTEXT:
                for text in node.args:
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        yield module.path, text.value


def of_templates(templates: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Path and text of each translated text of these templates."""
    for path, source in templates:
        for quoted in LITERAL.findall(templatize(source)):
            yield path, ast.literal_eval(quoted.replace("\n", " "))


def _name(function: ast.expr) -> str:
    return str(getattr(function, "id", getattr(function, "attr", "")))
