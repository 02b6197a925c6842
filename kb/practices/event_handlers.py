"""A failed adoption asks validators to look again at the practice; who adopted it hears of a lowered grade."""

from collections.abc import Sequence

from django.db.models import QuerySet

from kb.practices.enums import AdoptionOutcome, AdoptionStatus
from kb.practices.models import Adoption
from kb.records.actions.grade import question_by_adoption
from kb.records.enums import LISTED_STATES
from kb.records.grade_notices import register_concerned
from kb.records.models import Record
from networks.events.models import Event
from networks.events.registry import handles
from networks.people.models import Expert


@handles("failed adoptions", "record.published")
def question_the_grade(events: Sequence[Event]) -> None:
    """Once for each adoption, however often the event comes."""
    published = {event.subject_id for event in events if event.subject_type == "records.record"}
    failed = Adoption.objects.filter(
        pk__in=published,
        state__in=LISTED_STATES,
        status=AdoptionStatus.FINISHED,
        outcome=AdoptionOutcome.FAILURE,
    )
    for adoption in failed.select_related("adopted_practice"):
        question_by_adoption(adoption.adopted_practice.as_record(), adoption.as_record())


def adopters(practice: Record) -> QuerySet[Expert]:
    """Owners of its published adoptions."""
    out = Adoption.objects.filter(adopted_practice=practice.pk, state__in=LISTED_STATES)
    return Expert.objects.filter(pk__in=out.values("marking__owner"))


register_concerned(adopters)
