"""Who is here: told modestly. Each process says whom it serves in a topic; what it said fades when it falls silent."""

import time
from collections.abc import Iterable, Mapping

from networks.live.connection import Connection
from networks.live.frames import frame

FADES_AFTER_SECONDS = 45.0
SAY_AGAIN_SECONDS = 15.0

People = Mapping[int, str]


class Presence:
    """The people in the topics of other processes, and which topics have changed since they were told."""

    def __init__(self) -> None:
        self.changed: set[int] = set()
        self._elsewhere: dict[int, dict[str, tuple[float, dict[int, str]]]] = {}

    def heard(self, process: str, topic_id: int, people: Iterable[tuple[int, str]]) -> None:
        """Another process says whom it serves in a topic now."""
        told = dict(people)
        before = self._elsewhere.setdefault(topic_id, {}).get(process, (0.0, {}))[1]
        if told:
            self._elsewhere[topic_id][process] = (time.monotonic() + FADES_AFTER_SECONDS, told)
        else:
            self._elsewhere[topic_id].pop(process, None)
        if told != before:
            self.changed.add(topic_id)

    def everybody(self, topic_id: int, here: People) -> dict[int, str]:
        """Everybody in a topic, here and elsewhere, id -> name."""
        now = time.monotonic()
        everybody = dict(here)
        for until, people in self._elsewhere.get(topic_id, {}).values():
            if until > now:
                everybody |= people
        return everybody

    def forget(self, topic_id: int) -> None:
        """Nobody here follows the topic any more."""
        self._elsewhere.pop(topic_id, None)
        self.changed.discard(topic_id)


def tell_who_is_here(
    reference: str, followers: Iterable[Connection], everybody: People, words: Mapping[str, object]
) -> None:
    """One frame for all experts, who are told the same, and one for each guest, who is told of fewer."""
    texts: dict[frozenset[int] | None, str] = {}
    for each in followers:
        if each.people not in texts:
            names = each.told_of(everybody)
            texts[each.people] = frame("presence", topic=reference, people=names, **words)
        each.outbox.put(texts[each.people])
