"""What people have to do with published records on the stage: who follows, doubts and asks, each with its readers."""

from kb.practices.models import Practice
from kb.records.enums import AccessRequestKind, Grade
from kb.records.models import AccessRequest, GradeCheck, GradeCheckCause, Record, RecordFollowers
from networks.people.models import Expert
from tests.access.matrix import Stage
from tests.access.oracle import BODY
from tests.access.things import Planned

# Nobody reads who follows a record, so the name of this person stands on no page of one.
FOLLOWER = "CNRYfollower"


def concern(stage: Stage, plan: Planned, record: Record, prefix: str) -> None:
    """What people have to do with a published text: somebody follows it, doubts it, asks its owner."""
    RecordFollowers.objects.create(record=record.as_record()).people.add(
        Expert.objects.get(family_name=FOLLOWER)
    )
    if isinstance(record, Practice):
        _doubt(stage, plan, record, prefix)
    else:
        _question(stage, plan, record, prefix)


def _question(stage: Stage, plan: Planned, record: Record, prefix: str) -> None:
    """A question to a trainer: read by its owner, and by whoever asked as long as they read the text."""
    reading = {"owner"} | (plan.readers(BODY) & {"named"})
    AccessRequest.objects.create(
        record=record.as_record(),
        expert=stage.people["named"],
        kind=AccessRequestKind.QUESTION,
        message=stage.plant(f"{prefix}Question", reading),
    )


def _doubt(stage: Stage, plan: Planned, record: Record, prefix: str) -> None:
    """A doubt of its grade: read by validators of other Member States who read the text, and by nobody else."""
    check = GradeCheck.objects.create(record=record.as_record(), before=Grade.SUPPORTED)
    deciding = plan.readers(BODY) & {"validator"}
    GradeCheckCause.objects.create(
        check_opened=check,
        expert=stage.people["named"],
        reason=stage.plant(f"{prefix}Doubt", deciding),
    )
