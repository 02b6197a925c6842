"""Who wants to hear of what, and what a subject is called: rooms register here, events know none of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from networks.access.enums import Part
from networks.events.models import Event

Handle = Callable[[Sequence[Event]], None]


@dataclass(frozen=True)
class Handler:
    """A named receiver. It gets events in batches, must be idempotent and read present truth from the database."""

    name: str
    handle: Handle
    kinds: tuple[str, ...]

    def wants(self, kind: str) -> bool:
        """Whether the handler asked for this kind; `record.*` asks for every kind that starts so."""
        return any(kind == each or (each.endswith("*") and kind.startswith(each[:-1])) for each in self.kinds)


@dataclass(frozen=True)
class Subject:
    """What a notice or a frame may call a thing. The part that must be readable for its title to be shown stands with it."""

    title: str
    url: str
    marking_id: int
    part: Part
    label: str = ""


_handlers: dict[str, Handler] = {}
_subjects: dict[str, Callable[[int], Subject | None]] = {}


def handles(name: str, *kinds: str) -> Callable[[Handle], Handle]:
    """Register a function as the handler `name` of these kinds. A second handler of the same name is a mistake."""

    def register(handle: Handle) -> Handle:
        if name in _handlers:
            raise ValueError(f"There is already a handler called {name}.")
        _handlers[name] = Handler(name, handle, kinds)
        return handle

    return register


def register_subject(subject_type: str, find: Callable[[int], Subject | None]) -> None:
    """Say how a kind of thing is found by its id: its title, address and marking as of now; None when it is gone."""
    _subjects[subject_type] = find


def subject_of(event: Event) -> Subject | None:
    """The event's subject as it is now."""
    find = _subjects.get(event.subject_type)
    return find(event.subject_id) if find else None


def handler_named(name: str) -> Handler | None:
    """The handler, or None when the code that had it is gone."""
    return _handlers.get(name)


def handlers_wanting(kind: str) -> Iterable[Handler]:
    """All handlers that asked for this kind."""
    return [handler for handler in _handlers.values() if handler.wants(kind)]
