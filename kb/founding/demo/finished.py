"""Published records written in bulk, with all that publishing them one by one would have left: marking, tokens, events, topic."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.models import Revision

from kb.founding.demo.world import reference_of
from kb.founding.rows import insert
from kb.records.enums import State
from kb.records.facet_values import recount
from kb.records.models import Record, RecordTopic
from networks.access import tokens
from networks.access.actions.mark import mark_in_bulk
from networks.access.enums import Exposure, Part, Shape
from networks.access.models import Marking
from networks.discussions.enums import TopicKind
from networks.discussions.models import Topic
from networks.events.models import Event

R = TypeVar("R")
RECORD = "records.record"


@dataclass
class Finished:
    """A record that was published on a day. `text` holds its own fields; what it refers to stands beside it by ids."""

    text: Record
    facts: tokens.Facts
    out: datetime
    begun: datetime
    picks: dict[str, list[int]] = field(default_factory=dict)
    children: list[Model] = field(default_factory=list)
    topic: Topic | None = None


def facts_of_published(
    label: str, owner: int, administration: int | None, networks: Iterable[int], **more: object
) -> tokens.Facts:
    """The facts of a published record's marking."""
    return tokens.Facts(
        shape=Shape.RECORD,
        label=label,
        owner=owner,
        administration=administration,
        networks=frozenset(networks),
        exposure=Exposure.PUBLISHED,
        **more,
    )


def write_finished(batch: Sequence[Finished], *, versions: bool) -> None:
    """All rows of these records. `versions`: with a revision each; records without one are edited from their row."""
    _write_markings(batch)
    for each in batch:
        _date(each)
    insert(Record, [each.text for each in batch])
    for each in batch:
        each.text.record_ptr_id = each.text.id
    for model, group in _by_model([each.text for each in batch]):
        insert(model, group)
    _write_picks(batch)
    _write_children(batch)
    if versions:
        _write_versions(batch)
    recount([each.text.id for each in batch])
    _write_topics(batch)
    _write_events(batch)


def _write_markings(batch: Sequence[Finished]) -> None:
    markings = [
        Marking(
            shape=each.facts.shape,
            label=each.facts.label,
            summary_label=each.facts.summary_label,
            administration_id=each.facts.administration,
            owner_id=each.facts.owner,
            exposure=each.facts.exposure,
            submitted=each.facts.submitted,
            changed_at=each.out,
        )
        for each in batch
    ]
    insert(Marking, markings)
    for each, marking in zip(batch, markings, strict=True):
        each.text.marking = marking
    for name in ("networks", "administrations", "recipients"):
        tie(Marking, name, ((each.text.marking_id, sorted(getattr(each.facts, name))) for each in batch))
    mark_in_bulk((each.text.marking_id, each.facts) for each in batch)


def _date(each: Finished) -> None:
    text = each.text
    text.state, text.live, text.has_unpublished_changes = State.PUBLISHED, True, False
    text.created_at = each.begun
    text.first_published_at = text.last_published_at = text.updated_at = each.out
    text.review_due = text.register.next_review(each.out.date())
    while text.review_due <= timezone.localdate():
        # Somebody confirmed it each time it was due.
        text.review_due = text.register.next_review(text.review_due)


def _write_picks(batch: Sequence[Finished]) -> None:
    for model, group in _by_model(batch, lambda each: type(each.text)):
        for name in {name for each in group for name in each.picks}:
            tie(model, name, ((each.text.id, each.picks.get(name, [])) for each in group))


def tie(model: type[Model], name: str, pairs: Iterable[tuple[int, Sequence[int]]]) -> None:
    """Rows of a many-to-many field, by ids."""
    relation = model._meta.get_field(name)
    through = relation.remote_field.through
    here = through._meta.get_field(relation.m2m_field_name()).attname
    there = through._meta.get_field(relation.m2m_reverse_field_name()).attname
    insert(through, [through(**{here: pk, there: other}) for pk, others in pairs for other in others])


def _write_children(batch: Sequence[Finished]) -> None:
    rows = []
    for each in batch:
        for child in each.children:
            parent = next(one for one in child._meta.fields if isinstance(one, ParentalKey))
            setattr(child, parent.attname, each.text.id)
            rows.append(child)
    for model, group in _by_model(rows):
        insert(model, group)


def _write_versions(batch: Sequence[Finished]) -> None:
    versions = [
        Revision(
            content_type=each.text.content_type,
            base_content_type=ContentType.objects.get_for_model(Record),
            object_id=str(each.text.id),
            created_at=each.begun,
            user_id=each.facts.owner,
            object_str=str(each.text),
            content=each.text.serializable_data(),
        )
        for each in batch
    ]
    insert(Revision, versions)
    rows = [
        Record(pk=each.text.id, latest_revision=version, live_revision=version)
        for each, version in zip(batch, versions, strict=True)
    ]
    Record.objects.bulk_update(rows, ["latest_revision", "live_revision"], batch_size=200)


def _write_topics(batch: Sequence[Finished]) -> None:
    for each in batch:
        each.topic = Topic(
            reference=reference_of(f"talk/{each.text.reference}", 12),
            marking_id=each.text.marking_id,
            part=Part.TALK,
            title=each.text.title,
            kind=TopicKind.CHAT,
            started_by_id=each.facts.owner,
            started_at=each.out,
            last_activity=each.out,
        )
    insert(Topic, [each.topic for each in batch])
    insert(RecordTopic, [RecordTopic(record_id=each.text.id, topic=each.topic) for each in batch])


def _write_events(batch: Sequence[Finished]) -> None:
    insert(Event, [event for each in batch for event in _events(each)])


def _events(each: Finished) -> Iterator[Event]:
    for kind, moment in (("record.started", each.begun), ("record.published", each.out)):
        yield Event(
            kind=kind, subject_type=RECORD, subject_id=each.text.id, actor_id=each.facts.owner, at=moment
        )


def _by_model(
    rows: Iterable[R], kind: Callable[[R], type[Any]] = type
) -> Iterator[tuple[type[Any], list[R]]]:
    """Rows sorted into groups of one model each, in the order in which the models come."""
    groups: dict[type[Any], list[R]] = {}
    for row in rows:
        groups.setdefault(kind(row), []).append(row)
    yield from groups.items()
