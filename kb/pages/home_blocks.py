"""The blocks of the first page for those signed in: tasks, drafts, what is new, notices, my networks."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kb.pages.home import HomeBlock, register_block
from kb.pages.rows import row_of
from kb.records import queries
from kb.records.models import Record
from kb.records.registry import registers
from kb.records.submissions import drafts_with_submissions
from kb.records.titles import entitle
from networks.access.viewer import Viewer
from networks.spaces.models import Network
from networks.spaces.vacancies import in_words, vacancies
from networks.tasks.queries import count_with, tasks_for

# Who never came back since the last visit was noted is shown what changed in two weeks.
FIRST_LOOK = timedelta(days=14)
DRAFTS_SHOWN = 5


def tasks(viewer: Viewer) -> dict[str, Any]:
    """The soonest due first."""
    found = tasks_for(viewer)
    return {"tasks": found, "waits": count_with(viewer, found)}


def drafts(viewer: Viewer) -> dict[str, Any]:
    """The way to share something, and what I am writing."""
    shared = next((register for register in registers() if register.listed), None)
    may_share = bool(viewer.holding("contribute"))
    newest = queries.drafts_of(viewer)[:DRAFTS_SHOWN] if may_share else Record.objects.none()
    return {
        "register": shared,
        "may_share": may_share,
        "is_member": bool(viewer.network_ids),
        "drafts": drafts_with_submissions(newest),
    }


def notices(_viewer: Viewer) -> dict[str, Any]:
    """The layout's context has them."""
    return {}


def changes(viewer: Viewer) -> dict[str, Any]:
    """What was published or corrected in my networks since my last visit."""
    last_visit = viewer.expert.last_visit_at if viewer.expert else None
    since = last_visit or timezone.now() - FIRST_LOOK
    records = entitle(viewer, queries.changed_since(viewer, since))
    return {"since": since, "records": [row_of(each) for each in records]}


def my_networks(viewer: Viewer) -> dict[str, Any]:
    """The networks I sit in."""
    return {"networks": Network.objects.open().filter(pk__in=viewer.network_ids)}


def vacant(viewer: Viewer) -> dict[str, Any]:
    """What the platform still lacks, for those who look after it."""
    return {"sentences": in_words(vacancies(viewer))}


def register() -> None:
    """Called once when the site starts."""
    register_block(HomeBlock("vacant", 5, "pages/home/vacancies.html", vacant))
    register_block(HomeBlock("tasks", 10, "pages/home/tasks.html", tasks))
    register_block(HomeBlock("drafts", 15, "pages/home/drafts.html", drafts))
    register_block(HomeBlock("notices", 25, "pages/home/notices.html", notices))
    register_block(HomeBlock("changes", 20, "pages/home/changes.html", changes))
    register_block(HomeBlock("networks", 30, "pages/home/networks.html", my_networks))
