"""The blocks of the first page for those signed in: what waits, what changed, my networks."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kb.pages.home import HomeBlock, register_block
from kb.pages.rows import row_of
from kb.records import queries
from kb.records.waiting import waits_for
from networks.access.viewer import Viewer
from networks.spaces.models import Network
from networks.spaces.vacancies import in_words, vacancies

# Who never came back since the last visit was noted is shown what changed in two weeks.
FIRST_LOOK = timedelta(days=14)


def waits(viewer: Viewer) -> dict[str, Any]:
    """Clearances, validations, questions and confirmations, the soonest due first."""
    late = _("overdue")
    return {
        "things": [asdict(each) | {"overdue": late if each.overdue else ""} for each in waits_for(viewer)]
    }


def changes(viewer: Viewer) -> dict[str, Any]:
    """What was published or corrected in my networks since my last visit."""
    last_visit = viewer.expert.last_visit_at if viewer.expert else None
    since = last_visit or timezone.now() - FIRST_LOOK
    return {"since": since, "records": [row_of(each) for each in queries.changed_since(viewer, since)]}


def my_networks(viewer: Viewer) -> dict[str, Any]:
    """The networks I sit in."""
    return {"networks": Network.objects.open().filter(pk__in=viewer.network_ids)}


def vacant(viewer: Viewer) -> dict[str, Any]:
    """What the platform still lacks, for those who look after it."""
    return {"sentences": in_words(vacancies(viewer))}


def register() -> None:
    """Called once when the site starts."""
    register_block(HomeBlock("vacant", 5, "pages/home/vacancies.html", vacant))
    register_block(HomeBlock("waits", 10, "pages/home/waits.html", waits))
    register_block(HomeBlock("changes", 20, "pages/home/changes.html", changes))
    register_block(HomeBlock("networks", 30, "pages/home/networks.html", my_networks))
