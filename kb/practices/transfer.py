"""Adoptions of a practice and its transfer score, made only of what the viewer may read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kb.practices.adopting import is_own
from kb.practices.enums import AdoptionOutcome, AdoptionStatus
from kb.practices.models import Adoption, Practice
from kb.practices.titles import entitle_under_practice
from kb.records.enums import LISTED_STATES
from kb.records.models import Record
from kb.records.page_actions import Action
from networks.access.enums import Part
from networks.access.reading import visible
from networks.access.viewer import Viewer

# Below three finished adoptions a share says nothing.
ENOUGH = 3


@dataclass(frozen=True)
class Transfer:
    """Counts of the adoptions a viewer may read. `score` is successes per finished adoption, None below three."""

    trying: int
    finished: int
    successes: int
    failures: int

    @property
    def score(self) -> float | None:
        """Share of finished adoptions that were a success, 0 to 1."""
        return self.successes / self.finished if self.finished >= ENOUGH else None

    @property
    def percent(self) -> int | None:
        """The score as people say it."""
        return None if self.score is None else round(self.score * 100)


def adoptions_of(viewer: Viewer, practice: Practice) -> list[Adoption]:
    """Published adoptions of the practice whose text the viewer may read, newest first."""
    published = Adoption.objects.filter(adopted_practice=practice.pk, state__in=LISTED_STATES)
    readable = visible(published, viewer, Part.BODY).order_by("-updated_at", "-pk")
    found = list(readable.select_related("marking__administration__country", "language"))
    entitle_under_practice(found)
    return found


def transfer_of(adoptions: list[Adoption]) -> Transfer:
    """Count outcomes."""
    finished = [each for each in adoptions if each.status == AdoptionStatus.FINISHED]
    outcomes = [each.outcome for each in finished]
    return Transfer(
        trying=len(adoptions) - len(finished),
        finished=len(finished),
        successes=outcomes.count(AdoptionOutcome.SUCCESS),
        failures=outcomes.count(AdoptionOutcome.FAILURE),
    )


def adoption_context(viewer: Viewer, record: Record) -> dict[str, Any]:
    """What `practices/adoptions.html` shows on the page of a practice."""
    found = adoptions_of(viewer, record)
    context: dict[str, Any] = {"adoptions": found, "transfer": transfer_of(found)}
    if record.live and viewer.holding("contribute") and not is_own(viewer, record):
        url = f"/kb/adoptions/new/?practice={record.reference}"
        context["offered"] = Action(_("Adopt this practice"), url)
    return context
