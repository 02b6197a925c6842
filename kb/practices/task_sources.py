"""A lowered grade is a reason to look at one's own adoption."""

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.practices.models import Adoption
from kb.records.enums import LISTED_STATES
from kb.records.models import GradeCheck
from networks.access.enums import Part
from networks.access.reading import visible_few
from networks.access.viewer import Viewer
from networks.events.models import Event
from networks.tasks.registry import Action, Task, register_source
from networks.tasks.workdays import add_workdays
from networks.text.titles import title_of

LOOK_WITHIN = 10


def adoptions_to_look_at(viewer: Viewer) -> QuerySet[Adoption]:
    """Own adoptions of practices whose grade fell since they were changed or confirmed, where the practice may be read."""
    falls = GradeCheck.objects.filter(record=OuterRef("adopted_practice")).exclude(closed_at=None)
    fell = falls.exclude(after=F("before")).order_by("-closed_at").values("closed_at")[:1]
    mine = Adoption.objects.filter(marking__owner=viewer.expert_id, state__in=LISTED_STATES)
    fallen = mine.annotate(fell_at=Subquery(fell)).filter(fell_at__gt=F("updated_at"))
    confirmed = Event.objects.filter(
        kind="record.confirmed",
        subject_type="records.record",
        subject_id=OuterRef("pk"),
        at__gt=OuterRef("fell_at"),
    )
    waiting = visible_few(fallen.filter(~Exists(confirmed)), viewer, Part.BODY, "adopted_practice__marking")
    related = ("marking", "language", "adopted_practice__marking", "adopted_practice__language")
    return waiting.select_related(*related).order_by("fell_at")


def look_at_adoption(adoption: Adoption) -> Task:
    """For its owner. It is about the practice, so whoever no longer reads that learns nothing of it."""
    practice = adoption.adopted_practice
    url = adoption.get_absolute_url()
    return Task(
        key=f"adoption/{adoption.reference}",
        kind=_("Check your adoption"),
        title=title_of(practice),
        url=url,
        due=add_workdays(timezone.localdate(adoption.fell_at), LOOK_WITHIN),
        since=adoption.fell_at,
        action=Action(_("Look at your adoption"), url),
        place=_("Grade lowered: %(grade)s") % {"grade": practice.get_grade_display()},
        marking=practice.marking,
        reference=practice.reference,
        reads=(Part.BODY,),
    )


register_source("adoptions", rows=adoptions_to_look_at, task=look_at_adoption)
