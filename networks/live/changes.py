"""Changes of topics as frames, read from the database as they are now: the only source of what is delivered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from networks.access.epoch import current_epoch
from networks.discussions.enums import REACTION_SIGNS, TALKING_STATES, ChangeKind, ReactionKind
from networks.discussions.models import Change, Post, Reaction, Topic
from networks.discussions.texts import profile_of
from networks.live.frames import frame

# Of one topic at a time; what remains follows at once.
PAGE = 200
EVENT_OF_KIND = {
    ChangeKind.POST: "post",
    ChangeKind.CHANGED: "post.changed",
    ChangeKind.REMOVED: "post.removed",
    ChangeKind.REACTION: "reaction",
}


@dataclass(frozen=True)
class Page:
    """Changes of one topic after a place: frames by place, up to `upto`; `latest` is the newest place there is.

    A removed post is told by its removal only, so places may be missing among the frames.
    """

    latest: int
    upto: int
    frames: list[tuple[int, str]] = field(default_factory=list)

    @property
    def more(self) -> bool:
        """Whether there are changes beyond this page."""
        return self.upto < self.latest


@dataclass(frozen=True)
class News:
    """What is new in several topics, topics that are gone, where people still talk, and the access epoch read after them."""

    pages: Mapping[int, Page]
    gone: frozenset[int]
    talking: Mapping[int, bool]
    epoch: int


def read_news(places: Mapping[int, int]) -> News:
    """What happened in these topics after these places.

    The epoch is read last: when it has not moved, nobody lost a right before any of these changes was made.
    """
    rows = Topic.objects.filter(pk__in=places).values_list("pk", "last_seq", "state")
    latest, states = {pk: seq for pk, seq, _state in rows}, {pk: state for pk, _seq, state in rows}
    behind = {pk: place for pk, place in places.items() if latest.get(pk, 0) > place}
    pages = {pk: page_after(pk, place, latest[pk]) for pk, place in behind.items()}
    return News(
        pages=pages,
        gone=frozenset(places) - frozenset(latest),
        talking={pk: state in TALKING_STATES for pk, state in states.items()},
        epoch=current_epoch(),
    )


def catch_up(topic_id: int, after: int) -> tuple[Page, int]:
    """The next page for somebody who saw everything up to `after`, and the epoch read after it."""
    latest = Topic.objects.values_list("last_seq", flat=True).get(pk=topic_id)
    page = page_after(topic_id, min(after, latest), latest)
    return page, current_epoch()


def page_after(topic_id: int, after: int, latest: int) -> Page:
    """At most a page of changes with places after `after` and up to `latest`: two or three queries."""
    if after >= latest:
        return Page(latest, latest)
    rows = Change.objects.filter(topic=topic_id, seq__gt=after, seq__lte=latest).order_by("seq")
    changes = list(
        rows.select_related("topic", "post", "post__author", "post__author__administration")[:PAGE]
    )
    upto = changes[-1].seq if changes else latest
    told = [each for each in changes if not each.post.is_removed or each.kind == ChangeKind.REMOVED]
    reactions = _reactions(each.post_id for each in told if each.kind == ChangeKind.REACTION)
    frames = [(each.seq, _frame(each, reactions)) for each in told]
    return Page(latest, upto, frames)


def _frame(change: Change, reactions: Mapping[int, list[Reaction]]) -> str:
    kind = ChangeKind(change.kind)
    parts: dict[str, object] = {"topic": change.topic.reference, "seq": change.seq, "post": change.post.seq}
    if kind in (ChangeKind.POST, ChangeKind.CHANGED):
        parts |= _post(change.topic, change.post)
    elif kind == ChangeKind.REACTION:
        parts["reactions"] = _counts(reactions.get(change.post_id, []))
    return frame(EVENT_OF_KIND[kind], **parts)


def _post(topic: Topic, post: Post) -> dict[str, object]:
    author = post.author
    return {
        "author": author.full_name if author else _("Former member"),
        "author_url": profile_of(author.handle) if author else "",
        "at": post.created_at.isoformat(),
        "html": post.html,
        "edited": post.edited_at is not None,
        "reply_to": post.reply_to,
        "accepted": topic.accepted_id == post.pk,
    }


def _counts(given: list[Reaction]) -> list[dict[str, object]]:
    """The same for every reader: who gave a sign stands as names, so that a browser knows its own."""
    return [
        {
            "emoji": sign,
            "name": str(ReactionKind(kind).label),
            "count": sum(each.kind == kind for each in given),
            "who": [each.expert.full_name for each in given if each.kind == kind],
        }
        for kind, sign in REACTION_SIGNS.items()
    ]


def _reactions(posts: Iterable[int]) -> dict[int, list[Reaction]]:
    wanted = set(posts)
    found: dict[int, list[Reaction]] = defaultdict(list)
    if wanted:
        for each in Reaction.objects.filter(Q(post__in=wanted)).select_related("expert"):
            found[each.post_id].append(each)
    return found
