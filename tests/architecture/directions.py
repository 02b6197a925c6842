"""Who may know whom: imports and migrations run one way, and nothing runs in a circle."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.source import Finding, Module, room_of, storey_of

KNOWS = {
    "config": {"config", "search", "kb", "networks"},
    "search": {"search", "kb", "networks"},
    "kb": {"kb", "networks"},
    "networks": {"networks"},
}
# Rooms whose models may know nothing but what stands here.
# Has no tables and knows nobody: every model may use it.
BELOW_ALL = {"networks.text"}
MODELS_KNOW = {"networks.people": set(), "networks.spaces": {"networks.people"}}
# Rooms that learn of things only through registries; the switchboard mounts them.
QUIET_ROOMS = {"networks.live": set(), "networks.notices": {"networks.notices.registry"}}
# Whoever furnishes the house enters every room: the demo world writes what people would have got by living in it.
FURNISHERS = {"kb.founding"}
GUARDIANS_DOOR = "networks/access/grants.py"
# Rooms that know each other, and why that is no knot: their modules are ordered, no two import each other in a circle.
MUTUAL = {
    frozenset(
        {"networks.access", "networks.people"}
    ): "the rule reads people; their actions and pages ask it",
    frozenset({"networks.access", "networks.spaces"}): "the rule reads seats; their actions and pages ask it",
    frozenset({"networks.people", "networks.spaces"}): "seats are held by people; an invitation offers one",
    frozenset({"networks.access", "networks.events"}): "`mark` writes an event; declarations name parts",
    frozenset({"networks.events", "networks.people"}): "an event has an actor; people's actions write events",
    frozenset(
        {"networks.notices", "networks.people"}
    ): "a notice has a reader; people register their letters",
}


def upward_imports(modules: Iterable[Module]) -> list[Finding]:
    """Imports against config -> search -> kb -> networks, of tests, and of `search` by anybody but `config`."""
    found = []
    for module in modules:
        for each in module.imports:
            if each.module.split(".")[0] == "tests":
                advice = "the product imports nothing of the tests"
            elif (storey := storey_of(each.module)) and storey not in KNOWS[storey_of(module.name)]:
                advice = (
                    f"{module.room} must not know {each.module}: turn it round with a registry or an event"
                )
            else:
                continue
            found.append(Finding(module.path, each.line, advice))
    return found


def models_that_know_too_much(modules: Iterable[Module]) -> list[Finding]:
    """Models of people and spaces lie at the bottom: they know no other room; spaces know people's models and day."""
    found = []
    for module in modules:
        if module.room not in MODELS_KNOW or not _is_models(module):
            continue
        for each in module.imports:
            other = room_of(each.module)
            if not other or other == module.room or other in BELOW_ALL:
                continue
            if other not in MODELS_KNOW[module.room] or not {"models", "today"} & set(each.module.split(".")):
                found.append(
                    Finding(module.path, each.line, f"models of {module.room} must not import {each.module}")
                )
    return found


def _is_models(module: Module) -> bool:
    return module.name.startswith(f"{module.room}.models")


def visits_to_quiet_rooms(modules: Iterable[Module]) -> list[Finding]:
    """Imports of live and notices past their registries."""
    found = []
    for module in modules:
        if storey_of(module.name) == "config" or module.room in FURNISHERS:
            continue
        for each in module.imports:
            quiet = room_of(each.module)
            if quiet in QUIET_ROOMS and module.room != quiet and each.module not in QUIET_ROOMS[quiet]:
                advice = (
                    f"{quiet} is told through networks.events and registries, never called: write an event"
                )
                found.append(Finding(module.path, each.line, advice))
    return found


def doors_to_guardian(modules: Iterable[Module]) -> list[Finding]:
    """Imports of django-guardian anywhere but in its one door."""
    return [
        Finding(module.path, each.line, f"only {GUARDIANS_DOOR} imports guardian: ask networks.access")
        for module in modules
        if module.path != GUARDIANS_DOOR and not module.is_migration
        for each in module.imports
        if each.module.split(".")[0] == "guardian"
    ]


def app_labels(modules: Iterable[Module]) -> dict[str, str]:
    """Label of each Django app of ours and its room, read from the AppConfigs."""
    labels: dict[str, str] = {}
    for module in modules:
        if not module.path.endswith("/apps.py"):
            continue
        for node in module.nodes:
            if isinstance(node, ast.ClassDef):
                stated = dict(_constants(node))
                if "name" in stated:
                    labels[stated.get("label", stated["name"].split(".")[-1])] = stated["name"]
    return labels


def _constants(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
            yield from (
                (name.id, str(line.value.value)) for name in line.targets if isinstance(name, ast.Name)
            )


def upward_migrations(modules: Iterable[Module], labels: dict[str, str]) -> list[Finding]:
    """Migrations that wait for a room above their own; at the bottom the models' own rule holds."""
    found = []
    for module in modules:
        if not module.is_migration:
            continue
        for line, label in _dependencies(module):
            other = labels.get(label, "")
            if not other or other == module.room:
                continue
            allowed = MODELS_KNOW.get(module.room)
            wrong = storey_of(other) not in KNOWS[storey_of(module.name)]
            if wrong or (allowed is not None and other not in allowed):
                found.append(Finding(module.path, line, f"a migration of {module.room} waits for {other}"))
    return found


def _dependencies(module: Module) -> Iterator[tuple[int, str]]:
    for node in module.nodes:
        names = [each.id for each in getattr(node, "targets", []) if isinstance(each, ast.Name)]
        if not isinstance(node, ast.Assign) or "dependencies" not in names:
            continue
        for each in getattr(node.value, "elts", []):
            if isinstance(each, ast.Tuple) and isinstance(each.elts[0], ast.Constant):
                yield each.lineno, str(each.elts[0].value)


def mutual_acquaintances(modules: Iterable[Module]) -> dict[frozenset[str], list[str]]:
    """Rooms that know each other, with one import each way."""
    seen: dict[tuple[str, str], str] = {}
    for module in modules:
        for each in module.imports:
            other = room_of(each.module)
            if module.room and other and other != module.room and not module.is_migration:
                seen.setdefault((module.room, other), f"{module.path}:{each.line} imports {each.module}")
    return {
        frozenset({one, other}): [seen[one, other], seen[other, one]]
        for one, other in seen
        if (other, one) in seen
    }


def module_graph(modules: Iterable[Module]) -> dict[str, set[str]]:
    """Which module loads which; a package's `__init__` is loaded with each of its modules."""
    modules = list(modules)
    names = {each.name for each in modules}
    graph: dict[str, set[str]] = {}
    for module in modules:
        targets = {name for each in module.imports for name in _loaded(each.target)}
        graph[module.name] = {
            target
            for target in targets & names
            if target != module.name and not module.name.startswith(f"{target}.")
        }
    return graph


def _loaded(target: str) -> Iterator[str]:
    parts = target.split(".")
    yield from (".".join(parts[: length + 1]) for length in range(len(parts)))


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Modules that load each other across rooms, each circle as one sorted list (Tarjan's strongly connected parts)."""
    parts = _Parts(graph)
    return [sorted(part) for part in parts.found if len({room_of(name) for name in part}) > 1]


class _Parts:
    def __init__(self, graph: dict[str, set[str]]) -> None:
        self.graph = graph
        self.number: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.stack: list[str] = []
        self.found: list[list[str]] = []
        for name in sorted(graph):
            if name not in self.number:
                self._visit(name)

    def _visit(self, name: str) -> None:
        self.number[name] = self.lowest[name] = len(self.number)
        self.stack.append(name)
        for other in sorted(self.graph.get(name, ())):
            if other not in self.number:
                self._visit(other)
                self.lowest[name] = min(self.lowest[name], self.lowest[other])
            elif other in self.stack:
                self.lowest[name] = min(self.lowest[name], self.number[other])
        if self.lowest[name] == self.number[name]:
            cut = self.stack.index(name)
            self.found.append(self.stack[cut:])
            del self.stack[cut:]
