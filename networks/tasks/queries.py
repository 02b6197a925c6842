"""Reads about tasks. Each takes the Viewer; what it returns may be shown to them."""

from collections.abc import Iterable
from hashlib import sha256

from django.core.cache import cache
from django.utils import timezone

from networks.access.enums import CLOSED_LABELS
from networks.access.models import MarkingToken
from networks.access.viewer import Viewer
from networks.events.models import Event
from networks.tasks.registry import Task, date_finders, sources

# Of each source: more than anybody looks through on one page, and in one calendar.
MOST_LISTED = 25
MOST_IN_A_CALENDAR = 200
# Two changes at once may be numbered in one order and seen in the other; nobody sees an old number for longer.
SECONDS_REMEMBERED = 60


def tasks_for(viewer: Viewer) -> list[Task]:
    """The open tasks of this person, the soonest due first: one query for each source and one for what may be read."""
    if not viewer.is_active:
        return []
    found = [each.task(row) for each in sources() for row in each.rows(viewer)[:MOST_LISTED]]
    return sorted(_as_read(viewer, found), key=lambda each: (each.due, each.key))


def task_count(viewer: Viewer) -> int:
    """How many tasks are open: one query."""
    if not viewer.is_active:
        return 0
    rows = [each.rows(viewer).order_by().values("pk") for each in sources()]
    return rows[0].union(*rows[1:], all=True).count() if rows else 0


def count_beside_menu(viewer: Viewer) -> int:
    """The same for every page: remembered until anything happens, the viewer's rights change, or a day begins. One query.

    Asking every source costs more than most pages; what is new to anybody has an event.
    """
    if not viewer.is_active:
        return 0
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    rights = (viewer.expert_id, sorted(viewer.tokens), sorted(viewer.grants))
    key = sha256(repr((newest, timezone.localdate(), rights)).encode()).hexdigest()
    return int(cache.get_or_set(f"tasks:{key}", lambda: task_count(viewer), SECONDS_REMEMBERED) or 0)


def count_with(viewer: Viewer, tasks: list[Task]) -> int:
    """The same where they were listed already: counted again only where a source may have more than was listed."""
    return len(tasks) if len(tasks) < MOST_LISTED else task_count(viewer)


def calendar_of(viewer: Viewer) -> list[Task]:
    """Tasks and dates for a calendar, which others may see: of closed labels there are none, not even by reference."""
    tasks = [each.task(row) for each in sources() for row in each.calendar_rows(viewer)[:MOST_IN_A_CALENDAR]]
    dates = [each for find in date_finders() for each in find(viewer)]
    return [each for each in _as_read(viewer, [*tasks, *dates]) if each.label not in CLOSED_LABELS]


def _as_read(viewer: Viewer, tasks: Iterable[Task]) -> list[Task]:
    """Whatever a source says, what may not be read is not named: one query."""
    listed = list(tasks)
    markings = {each.marking.pk for each in listed if each.marking}
    rows = MarkingToken.objects.filter(marking__in=markings, token__in=viewer.tokens)
    readable = set(rows.values_list("marking_id", "part")) if markings else set()
    return [each if _is_read(each, readable) else each.unread() for each in listed]


def _is_read(task: Task, readable: set[tuple[int, str]]) -> bool:
    return task.marking is None or any((task.marking.pk, str(part)) in readable for part in task.reads)
