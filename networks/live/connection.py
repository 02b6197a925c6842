"""One open socket as the hub knows it."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from networks.live.outbox import Outbox, Send
from networks.live.rights import Followed, Identity

TYPING_EVERY_SECONDS = 2.0
MOST_NAMES = 50


@dataclass
class Follow:
    """A socket's place in one topic. While it catches up the hub leaves it alone and notes that it missed something."""

    topic: Followed
    place: int
    epoch: int
    catching_up: bool = True
    missed: bool = False


class Connection:
    """A person's socket: what it follows and what still has to be sent."""

    def __init__(self, who: Identity, send: Send) -> None:
        self.who = who
        self.outbox = Outbox(send)
        self.follows: dict[int, Follow] = {}
        self.checked_at = time.monotonic()
        self._epoch = -1
        self._typed: dict[int, float] = {}
        # Of whom it may be told (`Rights.people`); nobody before it was asked.
        self.people: frozenset[int] | None = frozenset()

    def following(self, reference: str) -> Follow | None:
        """The place in a topic by its reference."""
        return next((each for each in self.follows.values() if each.topic.reference == reference), None)

    def offer(self, topic_id: int, seq: int, text: str) -> None:
        """A change as it happens: once, in order, and not while catching up."""
        follow = self.follows.get(topic_id)
        if follow is None:
            return
        if follow.catching_up:
            follow.missed = True
        elif seq > follow.place:
            follow.place = seq
            self.outbox.put(text)

    def asked_before(self, epoch: int) -> bool:
        """Whether rights of this socket, or of something it follows, were last asked before this epoch."""
        return self._epoch < epoch or any(each.epoch < epoch for each in self.follows.values())

    def is_over(self, now: datetime) -> bool:
        """Whether something it follows was opened for a time, and that is over."""
        return any(each.topic.until and each.topic.until <= now for each in self.follows.values())

    def asked(self, topic_ids: Iterable[int], epoch: int) -> None:
        """The rights to these topics were asked after this epoch."""
        self.checked_at = time.monotonic()
        self._epoch = max(self._epoch, epoch)
        for topic_id in topic_ids:
            if topic_id in self.follows:
                self.follows[topic_id].epoch = max(self.follows[topic_id].epoch, epoch)

    def told_of(self, names: Mapping[int, str]) -> list[str]:
        """Those of these people, id -> name, whom this person may know of: in order, at most fifty."""
        known = self.people
        return sorted(name for pk, name in names.items() if known is None or pk in known)[:MOST_NAMES]

    def is_only_looking(self, topic_id: int) -> bool:
        """Whether it was opened in an emergency: nobody but the keeper is told who looks."""
        follow = self.follows.get(topic_id)
        return follow is not None and follow.topic.until is not None

    def may_type(self, topic_id: int) -> bool:
        """Whether the others are told again that this person is writing: at most every two seconds."""
        now = time.monotonic()
        if now - self._typed.get(topic_id, -TYPING_EVERY_SECONDS) < TYPING_EVERY_SECONDS:
            return False
        self._typed[topic_id] = now
        return True


@dataclass
class FollowedTopic:
    """A topic that sockets of this process follow; everything up to `place` was handed to them.

    `talking`: whether people may still post there, as was last seen; None before the first look.
    """

    topic: Followed
    place: int
    talking: bool | None = None
    connections: set[Connection] = field(default_factory=set)
