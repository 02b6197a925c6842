"""Following a record: being told when a new version is published, or its state or grade changes."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from kb.records.enums import READABLE_STATES, State
from kb.records.models import Record, RecordFollowers
from networks.access.acting import check_signed_in
from networks.access.enums import Part
from networks.access.reading import check_read, visible
from networks.access.viewer import Viewer
from networks.events.models import Event
from networks.events.recording import record as record_event
from networks.events.registry import Subject, handles
from networks.people.models import Expert
from networks.text.titles import english_title

CHANGES = (
    "record.published",
    "record.corrected",
    "record.withdrawn",
    "record.superseded",
    "record.unconfirmed",
    "record.archived",
    "record.grade_lowered",
)
MOST_LISTED = 100


@transaction.atomic
def follow(viewer: Viewer, record: Record) -> None:
    """Tell the viewer of changes from now on. 404 for who may not know the record."""
    check_signed_in(viewer)
    check_read(viewer, record, Part.SUMMARY)
    followers, _made = RecordFollowers.objects.get_or_create(record=record.as_record())
    followers.people.add(*filter(None, [viewer.expert]))


@transaction.atomic
def unfollow(viewer: Viewer, record: Record) -> None:
    """Tell the viewer no more."""
    check_signed_in(viewer)
    for followers in RecordFollowers.objects.filter(record=record.pk):
        followers.people.remove(*filter(None, [viewer.expert]))


def follows(viewer: Viewer, record: Record) -> bool:
    """Whether the viewer follows the record."""
    return (
        viewer.is_active
        and RecordFollowers.objects.filter(record=record.pk, people=viewer.expert_id).exists()
    )


def followed_by(viewer: Viewer) -> QuerySet[Record]:
    """Records the viewer follows and may still know of, the newest change first."""
    records = Record.objects.filter(followed__people=viewer.expert_id, state__in=READABLE_STATES)
    return visible(records.newest_first(), viewer, Part.SUMMARY)


@handles("followers", *CHANGES)
def tell_followers(events: Sequence[Event]) -> None:
    """One event for each change of a record that somebody follows; once, however often the change comes."""
    for event in events:
        if event.subject_type == "records.record":
            _tell(event)


@transaction.atomic
def _tell(event: Event) -> None:
    followers = (
        RecordFollowers.objects.select_for_update(of=("self",)).filter(record=event.subject_id).first()
    )
    if followers is None:
        return
    told = Event.objects.filter(
        kind="followed.changed",
        subject_type="records.recordfollowers",
        subject_id=followers.pk,
        data__cause=event.pk,
    )
    if not told.exists():
        what = event.kind.removeprefix("record.")
        record_event("followed.changed", followers, actor=event.actor, what=what, cause=event.pk)


def followers_of(event: Event) -> QuerySet[Expert]:
    """Who follows it; authors hear of it as authors."""
    record = Record.objects.select_related("marking").filter(followed=event.subject_id).first()
    if record is None:
        return Expert.objects.none()
    authors = Q(pk=record.marking.owner_id) | Q(contributed_markings=record.marking_id)
    following = RecordFollowers.people.through.objects.filter(recordfollowers=event.subject_id)
    people = Expert.objects.filter(pk__in=following.values("expert"))
    return people.exclude(pk__in=Expert.objects.filter(authors).values("pk"))


def followers_subjects(ids: Collection[int]) -> dict[int, Subject]:
    """Followed records for those who read their SUMMARY. What was withdrawn has no title for them any more. One query."""
    found = RecordFollowers.objects.select_related("record__marking", "record__language").filter(pk__in=ids)
    return {each.pk: _subject(each.record) for each in found}


def _subject(record: Record) -> Subject:
    withdrawn = record.state == State.WITHDRAWN
    return Subject(
        title=record.reference if withdrawn else english_title(record),
        url=record.get_absolute_url(),
        marking_id=record.marking_id,
        part=Part.SUMMARY,
        label=record.marking.label,
        reference=record.reference,
        note="" if withdrawn else record.pointer_words,
    )
