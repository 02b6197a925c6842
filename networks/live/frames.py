"""Frames of the socket: what a browser may say, read strictly, and what it is told.

A frame that cannot be understood changes nothing and is answered with `error` (with `rejected` when it was a post whose
key can be read). The connection stays open whatever is sent: a browser with one fault in it must not lose the rest.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

LARGEST_FRAME_BYTES = 64 * 1024
# Places of a topic fit the column that counts them.
LARGEST_PLACE = 2_147_483_647
LONGEST_NAME = 64
REFERENCE = re.compile(r"[0-9A-Z]{1,16}")

NOT_SIGNED_IN = 4401
RIGHTS_ENDED = 4403
TOO_FAR_BEHIND = 4409


class Malformed(Exception):
    """The frame says nothing that can be done. `key` is set when it was a post that can be answered by its key."""

    def __init__(self, reason: str, key: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.key = key


@dataclass(frozen=True)
class Follow:
    """Tell me of everything in a topic after a place."""

    topic: str
    after: int


@dataclass(frozen=True)
class Leave:
    """No more of this topic."""

    topic: str


@dataclass(frozen=True)
class Say:
    """A new post."""

    topic: str
    body: str
    key: UUID
    reply_to: int | None


@dataclass(frozen=True)
class Read:
    """I have seen everything up to here."""

    topic: str
    seq: int


@dataclass(frozen=True)
class Typing:
    """I am writing in this topic."""

    topic: str


@dataclass(frozen=True)
class Ping:
    """Are you there?"""


Frame = Follow | Leave | Say | Read | Typing | Ping


def parse(text: str | None) -> Frame:
    """The frame in a text message. Raises Malformed with a reason for people; None stands for a binary message."""
    if text is None:
        raise Malformed(_("Send text, not binary data."))
    if len(text) > LARGEST_FRAME_BYTES or len(text.encode(errors="replace")) > LARGEST_FRAME_BYTES:
        raise Malformed(_("The message is larger than 64 KiB."))
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed(_("The message is not JSON.")) from None
    if not isinstance(said, dict):
        raise Malformed(_("The message must be a JSON object."))
    verb = said.get("do")
    reader = READERS.get(verb) if isinstance(verb, str) else None
    if reader is None:
        raise Malformed(_("Unknown command."))
    return reader(said)


def _follow(said: dict[str, Any]) -> Follow:
    return Follow(_topic(said), _place(said, "after", 0))


def _say(said: dict[str, Any]) -> Say:
    key = _key(said)
    try:
        body = said.get("body")
        if not isinstance(body, str):
            raise Malformed(_("A post needs a text."))
        reply_to = _place(said, "reply_to", 1) if said.get("reply_to") is not None else None
        return Say(_topic(said), body, key, reply_to)
    except Malformed as fault:
        raise Malformed(fault.reason, str(key)) from None


def _topic(said: dict[str, Any]) -> str:
    topic = said.get("topic")
    if not isinstance(topic, str) or len(topic) > LONGEST_NAME:
        raise Malformed(_("The message has no topic."))
    return topic


def _place(said: dict[str, Any], name: str, smallest: int) -> int:
    place = said.get(name)
    if not isinstance(place, int) or isinstance(place, bool) or not smallest <= place <= LARGEST_PLACE:
        raise Malformed(
            _("%(name)s must be a whole number of at least %(least)s.") % {"name": name, "least": smallest}
        )
    return place


def _key(said: dict[str, Any]) -> UUID:
    key = said.get("key")
    try:
        return UUID(key) if isinstance(key, str) else UUID("")
    except ValueError:
        raise Malformed(_("A post needs its own key, a UUID.")) from None


READERS: dict[str, Callable[[dict[str, Any]], Frame]] = {
    "follow": _follow,
    "leave": lambda said: Leave(_topic(said)),
    "post": _say,
    "read": lambda said: Read(_topic(said), _place(said, "seq", 0)),
    "typing": lambda said: Typing(_topic(said)),
    "ping": lambda said: Ping(),
}


def frame(event: str, **parts: object) -> str:
    """The text of a frame to a browser."""
    return json.dumps({"event": event, **parts}, separators=(",", ":"))


def fault(malformed: Malformed) -> str:
    """The answer to a frame that could not be understood."""
    if malformed.key:
        return frame("rejected", key=malformed.key, reason=malformed.reason)
    return frame("error", reason=malformed.reason)
