"""What a page needs to show a topic: every question answered before the template sees it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from networks.access.enums import Part
from networks.access.viewer import Viewer
from networks.access.wording import facts_to_state, readers_sentence
from networks.discussions import queries
from networks.discussions.access import Rights, rights_in
from networks.discussions.enums import REACTION_SIGNS, ReactionKind, TopicKind, TopicState
from networks.discussions.homes import action_address, home_of
from networks.discussions.models import Post, Topic
from networks.discussions.texts import profile_of


@dataclass(frozen=True)
class ShownPost:
    """A post as one reader sees it; an address is empty where that reader may not."""

    seq: int
    author: str
    author_url: str
    at: object
    html: SafeString
    edited: bool
    removed: bool
    reply_to: dict[str, object] | None = None
    edit_url: str = ""
    remove_url: str = ""
    reply_url: str = ""
    react_url: str = ""
    accept_url: str = ""
    reactions: list[dict[str, object]] = field(default_factory=list)


def thread_context(
    viewer: Viewer,
    topic: Topic,
    *,
    before: int | None = None,
    body: str = "",
    form_error: str = "",
    readers: str = "",
    reply_to: int | None = None,
) -> dict[str, Any]:
    """What `discussions/thread.html` reads from `discussion`, for a topic the viewer may read. About ten queries at any length.

    `body` and `form_error` put back what was refused; `readers` replaces the sentence who reads it.
    """
    rights = rights_in(viewer, topic)
    posts = queries.posts_of(viewer, topic, before=before)
    may_post = rights.discuss and topic.is_talking
    shown = _shown(viewer, topic, posts, rights)
    return {
        "topic": topic.reference,
        "title": topic.title,
        "latest": topic.last_seq,
        "posts": shown,
        "pinned": _pinned(viewer, topic, rights),
        "pinned_word": TopicState(topic.state).label if topic.accepted_id else "",
        "unread_from": _unread_from(viewer, topic, posts),
        "earlier_url": _earlier(topic, posts),
        "me": viewer.expert.full_name if viewer.expert else "",
        "may_post": may_post,
        "why_not": _why_not(viewer, topic, rights),
        "action": action_address(topic, "post"),
        "key": str(uuid4()),
        "readers": readers or readers_sentence(viewer, facts_to_state(topic.marking), Part(topic.part)),
        "body": body,
        "form_error": form_error,
        "reply_to": reply_to or "",
        "accept_word": accept_word(topic),
        "close_url": action_address(topic, "close") if rights.steer and topic.is_talking else "",
        "reopen_url": action_address(topic, "reopen") if rights.steer and not topic.is_talking else "",
    } | _for_live_posts(topic, may_post)


def _for_live_posts(topic: Topic, may_post: bool) -> dict[str, object]:
    """What the page gives to posts that arrive live: in the addresses, 0 stands for their place."""
    signs = [
        {"emoji": sign, "name": ReactionKind(kind).label, "count": 0} for kind, sign in REACTION_SIGNS.items()
    ]
    return {
        "own_edit_url": action_address(topic, "edit", 0) if may_post else "",
        "own_remove_url": action_address(topic, "remove", 0) if may_post else "",
        "own_react_url": action_address(topic, "react", 0) if may_post else "",
        "signs": signs,
    }


def _shown(viewer: Viewer, topic: Topic, posts: list[Post], rights: Rights) -> list[ShownPost]:
    answered = queries.authors_of(topic, [each.reply_to for each in posts if each.reply_to])
    return [shown_post(viewer, topic, each, rights, answered) for each in posts]


def shown_post(
    viewer: Viewer, topic: Topic, post: Post, rights: Rights, answered: dict[int, str]
) -> ShownPost:
    """One post with what this viewer may do with it."""
    if post.is_removed:
        return ShownPost(post.seq, "", "", post.created_at, SafeString(), edited=False, removed=True)
    talking, author = topic.is_talking, post.author
    return ShownPost(
        seq=post.seq,
        author=author.full_name if author else _("Former member"),
        author_url=profile_of(author.handle) if author else "",
        at=post.created_at,
        html=mark_safe(post.html),
        edited=post.edited_at is not None,
        removed=False,
        reply_to=_reply(post, answered),
        edit_url=_if(talking and rights.may_edit(post, viewer), topic, "edit", post),
        remove_url=_if(rights.may_remove(post, viewer), topic, "remove", post),
        reply_url=f"?reply_to={post.seq}#composer" if talking and rights.discuss else "",
        react_url=_if(talking and rights.discuss, topic, "react", post),
        accept_url=_if(talking and rights.steer and topic.accepted_id != post.pk, topic, "accept", post),
        reactions=reactions_of(post, viewer.expert_id),
    )


def reactions_of(post: Post, expert_id: int | None = None) -> list[dict[str, object]]:
    """Every sign with how many gave it and whether this person did. Reactions must be prefetched."""
    given = list(post.reactions.all())
    return [
        {
            "emoji": sign,
            "name": ReactionKind(kind).label,
            "count": sum(each.kind == kind for each in given),
            "mine": any(each.kind == kind and each.expert_id == expert_id for each in given),
        }
        for kind, sign in REACTION_SIGNS.items()
    ]


def _if(allowed: bool, topic: Topic, name: str, post: Post) -> str:
    return action_address(topic, name, post.seq) if allowed else ""


def _reply(post: Post, answered: dict[int, str]) -> dict[str, object] | None:
    if post.reply_to is None or post.reply_to not in answered:
        return None
    return {"seq": post.reply_to, "author": answered[post.reply_to]}


def _pinned(viewer: Viewer, topic: Topic, rights: Rights) -> ShownPost | None:
    if topic.accepted_id is None:
        return None
    post = Post.objects.standing().select_related("author").filter(pk=topic.accepted_id).first()
    return shown_post(viewer, topic, post, rights, {}) if post else None


def _unread_from(viewer: Viewer, topic: Topic, posts: list[Post]) -> int | None:
    seen = queries.reading_of(viewer, topic) if viewer.is_active else 0
    if not seen:
        return None
    return next((each.seq for each in posts if each.seq > seen and each.author_id != viewer.expert_id), None)


def _earlier(topic: Topic, posts: list[Post]) -> str:
    return f"{home_of(topic)}?before={posts[0].seq}#posts" if queries.has_earlier(topic, posts) else ""


def _why_not(viewer: Viewer, topic: Topic, rights: Rights) -> str:
    if not topic.is_talking:
        return _("This discussion is closed. You can still read it.")
    if not rights.discuss:
        return _("You can read this discussion. Only members of its network can post.")
    return ""


def accept_word(topic: Topic) -> str:
    """What accepting a post is called in a topic of this kind."""
    words = {TopicKind.QUESTION: _("Mark as answer"), TopicKind.PROPOSAL: _("Mark as decision")}
    return words.get(TopicKind(topic.kind), _("Mark as solution"))
