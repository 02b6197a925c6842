"""What discussions offer to search: each topic with the standing posts in it, for the readers of the topic. One in which
nobody has written yet, as every record has, is no result: it would repeat the record.

Two sources, because search asks one part of the marking per source: topics of networks are read as BODY, those of
records as TALK.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from django.db.models import Exists, F, Max, OuterRef, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from networks.access.enums import Part
from networks.access.models import MarkingToken
from networks.discussions.homes import home_of
from networks.discussions.models import Post, Topic
from networks.events.models import Event
from networks.events.searchable import Entry, Source, register_source
from networks.prose.words import words_of

EVENTS = ("topic.*", "marking.*")
TOPIC, MARKING = "discussions.topic", "access.marking"
BATCH = 200
# Of a very long discussion the newest posts are found; nobody looks for a topic by its ten-thousandth post.
NEWEST_POSTS = 200


def ids_of(events: Sequence[Event]) -> set[int]:
    """Topics these events may have changed: by themselves, or through their marking."""
    topics = {each.subject_id for each in events if each.subject_type == TOPIC}
    markings = {each.subject_id for each in events if each.subject_type == MARKING}
    if markings:
        topics |= set(Topic.objects.filter(marking__in=markings).values_list("pk", flat=True))
    return topics


def load(part: Part, ids: Collection[int]) -> list[Entry]:
    """Entries of the topics among these with a post that somebody may read: six queries."""
    topics = Topic.objects.filter(pk__in=ids, part=part).select_related("network", "marking")
    listed = list(topics.prefetch_related("marking__networks"))
    tokens, bodies, versions = _tokens(listed, part), _bodies(listed), _versions(listed)
    return [
        _entry(part, each, tokens[each.marking_id], bodies[each.pk], versions[each.pk])
        for each in listed
        if each.marking_id in tokens and each.pk in bodies
    ]


def all_ids(part: Part) -> Iterator[list[int]]:
    """Every topic's id, ascending, in batches."""
    last = 0
    while batch := list(
        Topic.objects.filter(pk__gt=last, part=part).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield batch
        last = batch[-1]


def markings_of(part: Part, ids: Collection[int]) -> Mapping[int, int]:
    """Marking by topic with a post, of those read by this part: whoever reads a text only is not told that it is talked about."""
    written = Topic.objects.filter(Exists(Post.objects.standing().filter(topic=OuterRef("pk"))))
    return dict(written.filter(pk__in=ids, part=part).values_list("pk", "marking_id"))


def _entry(part: Part, topic: Topic, tokens: set[str], body: str, version: int) -> Entry:
    networks = [each.slug for each in topic.marking.networks.all()]
    return Entry(
        source=_source_name(part),
        pk=topic.pk,
        version=version,
        kind="topic",
        reference=topic.reference,
        url=home_of(topic),
        language="en",
        title=topic.title,
        body=body,
        marking_id=topic.marking_id,
        body_tokens=frozenset(tokens),
        updated_at=topic.last_activity,
        label=topic.marking.label,
        networks=tuple(networks),
        year=topic.started_at.year,
    )


def _tokens(topics: list[Topic], part: Part) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = MarkingToken.objects.filter(marking__in={each.marking_id for each in topics}, part=part)
    for marking, token in rows.values_list("marking_id", "token"):
        found[marking].add(token)
    return dict(found)


def _bodies(topics: list[Topic]) -> dict[int, str]:
    """The words of the standing posts by topic, the newest kept where they are too many.

    From the HTML that is stored: a topic is asked for again at each of its posts, so rendering would cost too much,
    and so would reading what is not kept.
    """
    age = Window(RowNumber(), partition_by=F("topic"), order_by=F("seq").desc())
    standing = Post.objects.standing().filter(topic__in=topics)
    newest = standing.annotate(age=age).filter(age__lte=NEWEST_POSTS).values("pk")
    posts = Post.objects.filter(pk__in=newest).order_by("topic", "seq").values_list("topic_id", "html")
    words: dict[int, list[str]] = defaultdict(list)
    for topic, html in posts.iterator(chunk_size=BATCH):
        words[topic].append(words_of(html))
    return {topic: "\n".join(texts) for topic, texts in words.items()}


def _versions(topics: list[Topic]) -> dict[int, int]:
    """The newest event about each topic or its marking."""
    of_topics = _newest(TOPIC, {each.pk for each in topics})
    of_markings = _newest(MARKING, {each.marking_id for each in topics})
    return {each.pk: max(of_topics.get(each.pk, 0), of_markings.get(each.marking_id, 0)) for each in topics}


def _newest(kind: str, ids: set[int]) -> dict[int, int]:
    events = Event.objects.filter(subject_type=kind, subject_id__in=ids).order_by()
    return dict(events.values("subject_id").annotate(newest=Max("pk")).values_list("subject_id", "newest"))


def _source_name(part: Part) -> str:
    return "topics" if part == Part.BODY else "record-topics"


def _source(part: Part) -> Source:
    return Source(
        name=_source_name(part),
        events=EVENTS,
        ids_of=ids_of,
        load=partial(load, part),
        all_ids=partial(all_ids, part),
        markings_of=partial(markings_of, part),
        kind_names=lambda: {"topic": str(_("Discussions"))},
        body_part=part,
        summary_part=None,
        says_language=False,
    )


register_source(_source(Part.BODY))
register_source(_source(Part.TALK))
