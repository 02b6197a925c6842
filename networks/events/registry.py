"""Who wants to hear of what, and what a subject is called: rooms register here, events know none of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
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
    # None for things that no marking guards: a seat, an office.
    marking_id: int | None
    part: Part
    label: str = ""
    # What a mail calls it where the label forbids the title.
    reference: str = ""
    # A few words beside the title: what is said of it by whoever may read its title.
    note: str = ""


_handlers: dict[str, Handler] = {}
Find = Callable[[int], Subject | None]
FindMany = Callable[[Collection[int]], dict[int, Subject]]
_subjects: dict[str, Find] = {}
_many: dict[str, FindMany] = {}


def handles(name: str, *kinds: str) -> Callable[[Handle], Handle]:
    """Register a function as the handler `name` of these kinds. A second handler of the same name is a mistake."""

    def register(handle: Handle) -> Handle:
        if name in _handlers:
            raise ValueError(f"There is already a handler called {name}.")
        _handlers[name] = Handler(name, handle, kinds)
        return handle

    return register


def register_subject(subject_type: str, find: Find, find_many: FindMany | None = None) -> None:
    """Say how a kind of thing is found by its id: its title, address and marking as of now; None when it is gone.

    `find_many` finds a page of them in a fixed number of queries; without it they are looked up one by one.
    """
    _subjects[subject_type] = find
    if find_many is not None:
        _many[subject_type] = find_many


def has_subjects(subject_type: str) -> bool:
    """Whether this kind of thing is registered: then an event whose subject is not found is about something gone."""
    return subject_type in _subjects


def subjects_of(events: Iterable[Event]) -> dict[int, Subject | None]:
    """The subjects of many events as they are now, by the event's id."""
    listed = list(events)
    found: dict[tuple[str, int], Subject | None] = {}
    for subject_type in {event.subject_type for event in listed}:
        ids = {event.subject_id for event in listed if event.subject_type == subject_type}
        for subject_id, subject in _found(subject_type, ids).items():
            found[(subject_type, subject_id)] = subject
    return {event.pk: found.get((event.subject_type, event.subject_id)) for event in listed}


def _found(subject_type: str, ids: set[int]) -> dict[int, Subject | None]:
    if subject_type in _many:
        return dict(_many[subject_type](ids))
    find = _subjects.get(subject_type)
    return {each: find(each) for each in ids} if find else {}


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
