"""What is written nowhere, or only where a reason stands."""

import ast
import re
from collections.abc import Callable, Iterable

from tests.architecture.source import Finding, Module, storey_of

# Text that leaves unescaped, file by file. Everything else is escaped by the template engine.
SAFE_BECAUSE = {
    "networks/prose/rendering.py": "the one renderer: cleaned by nh3 on the line itself",
    "networks/discussions/thread.py": "stored output of the one renderer",
    "search/highlighting.py": "escaped word by word; only <mark> is added",
    "config/design.py": "written samples of the design page, shown in development only",
}
MARKS = {"mark_safe", "SafeString", "SafeText"}
CLOCKS = {"now", "utcnow", "today"}


def _names(module: Module) -> Iterable[tuple[int, str]]:
    for node in module.nodes:
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr


def unescaped_code(modules: Iterable[Module]) -> list[Finding]:
    """Calls that mark text as safe outside the reasoned list."""
    found = []
    for module in modules:
        if module.path in SAFE_BECAUSE:
            continue
        for node in module.nodes:
            called = _called(node)
            if called in MARKS and isinstance(node, ast.Call):
                advice = f"{called}: render through networks.prose, format_html or a template"
                found.append(Finding(module.path, node.lineno, advice))
    return found


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def stale_reasons(modules: Iterable[Module]) -> list[str]:
    """Files of the reasoned list that no longer mark anything as safe."""
    using = {module.path for module in modules if any(_called(node) in MARKS for node in module.nodes)}
    return sorted(set(SAFE_BECAUSE) - using)


UNSAFE_IN_TEMPLATES = re.compile(r"\|\s*(safe|safeseq)\b|{%\s*autoescape\s+off")


def unescaped_templates(templates: Iterable[tuple[str, str]]) -> list[Finding]:
    """Templates that switch escaping off. A mail in plain text (.txt) has nothing to escape."""
    return [
        Finding(path, number, "never unescape in a template: the room that made the HTML marks it")
        for path, text in templates
        if not path.endswith(".txt")
        for number, line in enumerate(text.splitlines(), 1)
        if UNSAFE_IN_TEMPLATES.search(line)
    ]


def open_forms(modules: Iterable[Module]) -> list[Finding]:
    """Views that take requests from other sites' forms."""
    return [
        Finding(module.path, line, "csrf_exempt: let the form carry its token")
        for module in modules
        for line, name in _names(module)
        if name == "csrf_exempt"
    ]


def relative_imports(modules: Iterable[Module]) -> list[Finding]:
    """Imports that hide which room they come from."""
    return [
        Finding(module.path, node.lineno, "write the full name of the room")
        for module in modules
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def hidden_imports(modules: Iterable[Module]) -> list[Finding]:
    """Imports inside functions: they dodge a circle instead of breaking it."""
    return [
        Finding(module.path, inner.lineno, f"import at the top, or break the circle that {node.name} dodges")
        for module in modules
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def naive_clocks(modules: Iterable[Module]) -> list[Finding]:
    """Clocks that know no zone. `timezone.now` and `timezone.localdate` do."""
    return [
        Finding(module.path, node.lineno, "use django.utils.timezone")
        for module in modules
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS
        if ast.unparse(node.value) in {"datetime", "date", "datetime.datetime", "datetime.date"}
    ]


def masters_of_everything(modules: Iterable[Module]) -> list[Finding]:
    """Anything that makes an account pass every check."""
    found = []
    for module in modules:
        for node in module.nodes:
            advice = "nobody is a superuser: give an office (networks.spaces.actions)"
            makes_one = _sets_superuser(node) or _called(node) in {"create_superuser", "acreate_superuser"}
            if makes_one and isinstance(node, ast.stmt | ast.expr | ast.keyword):
                found.append(Finding(module.path, node.lineno, advice))
    return found


def _sets_superuser(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        named = any(ast.unparse(each).split(".")[-1] == "is_superuser" for each in node.targets)
        return named and _is_true(node.value)
    if isinstance(node, ast.keyword):
        return node.arg == "is_superuser" and _is_true(node.value)
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return any(
            isinstance(k, ast.Constant) and k.value == "is_superuser" and _is_true(v) for k, v in pairs
        )
    return False


def _is_true(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def everything_asked_in_views(modules: Iterable[Module]) -> list[Finding]:
    """Views that ask a table for all it has: reads live in queries and take a viewer."""
    return [
        Finding(module.path, node.lineno, "ask queries.py, which takes a Viewer")
        for module in modules
        if "views" in module.name.split(".") and storey_of(module.name)
        for node in module.nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("objects.all")
    ]


def untidy_actions(modules: Iterable[Module]) -> list[Finding]:
    """Actions that strip what was typed with Python's `strip`, which leaves control characters and signs that show nothing."""
    return [
        Finding(module.path, node.lineno, "typed text: take networks.text.characters.typed")
        for module in modules
        if "actions" in module.name.split(".")
        for node in module.nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".strip") and not node.args
    ]


CHECKS_OF_CODE: tuple[Callable[[Iterable[Module]], list[Finding]], ...] = (
    unescaped_code,
    open_forms,
    relative_imports,
    hidden_imports,
    naive_clocks,
    masters_of_everything,
    everything_asked_in_views,
    untidy_actions,
)
