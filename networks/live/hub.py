"""One hub per process: looks what happened and hands it to the sockets of this process.

Hints through the channel layer and from this process make it look at once; without any it looks twice a second, into
the database alone. So nothing is lost with Redis away, and rights that ended are noticed within a second.
"""

import asyncio
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from django.utils import timezone

from networks.live import groups
from networks.live.changes import News, Page, read_news
from networks.live.connection import Connection, Follow, FollowedTopic
from networks.live.counters import counters
from networks.live.frames import RIGHTS_ENDED, frame
from networks.live.hints import Hints
from networks.live.presence import SAY_AGAIN_SECONDS, Presence, tell_who_is_here
from networks.live.rights import Followed, still_read
from networks.live.tasks import end
from networks.live.threads import in_hub_thread
from networks.people.today import today

log = logging.getLogger("limes.live")

LOOK_EVERY_SECONDS = 0.5
# A viewer is at most this old, whatever was forgotten to raise the epoch.
VIEWER_LASTS_SECONDS = 60.0
# Presence and typing come from no database: without a look in this time nobody is told who is here.
STALE_AFTER_SECONDS = 2.0


class Hub:
    """The sockets of one process and the topics they follow. Everything here runs in the loop of the process."""

    def __init__(self) -> None:
        self.connections: set[Connection] = set()
        self.topics: dict[int, FollowedTopic] = {}
        self.presence = Presence()
        self.hints = Hints(self.heard, self._hints_changed)
        self.epoch: int | None = None
        self.day = today()
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()
        self._looked_at = self._said_at = 0.0
        self._tasks: list[asyncio.Task[None]] = []

    def add(self, connection: Connection) -> None:
        """A socket was opened."""
        self.connections.add(connection)
        counters.sockets, counters.opened = len(self.connections), counters.opened + 1
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._run()), *self.hints.tasks()]

    async def remove(self, connection: Connection) -> None:
        """A socket is gone."""
        self.connections.discard(connection)
        counters.sockets = len(self.connections)
        for topic_id in list(connection.follows):
            self.leave(connection, topic_id)
        await connection.outbox.stop()
        if not self.connections:
            await self._rest()

    async def _rest(self) -> None:
        tasks, self._tasks = self._tasks, []
        await end(tasks)

    def enter(self, connection: Connection, topic: Followed, after: int) -> Follow:
        """Begin to follow: from now on the hub notes what the socket misses while it catches up."""
        known = self.topics.setdefault(topic.topic_id, FollowedTopic(topic, topic.latest))
        known.connections.add(connection)
        connection.people = topic.people
        follow = Follow(topic, min(after, topic.latest), topic.epoch)
        connection.follows[topic.topic_id] = follow
        if topic.epoch != self.epoch:
            self.epoch = None
        self.presence.changed.add(topic.topic_id)
        return follow

    def leave(self, connection: Connection, topic_id: int) -> None:
        """Follow a topic no more."""
        connection.follows.pop(topic_id, None)
        known = self.topics.get(topic_id)
        if known is None:
            return
        known.connections.discard(connection)
        self.presence.changed.add(topic_id)
        if not known.connections:
            self.hints.send(groups.message(groups.PRESENCE, topic=topic_id, people=[]))
            self.presence.forget(topic_id)
            del self.topics[topic_id]

    def moved(self) -> None:
        """Something was posted through this process: look at once, and let the others look."""
        self._woken.set()
        self.hints.send(groups.message(groups.MOVED))

    def wake(self) -> None:
        """Look at once. May be called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    def hear(self, told: dict[str, Any]) -> None:
        """What this process tells itself. May be called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.heard, told)

    def typing(self, connection: Connection, topic_id: int) -> None:
        """Tell the others in a topic that somebody is writing."""
        if not connection.is_only_looking(topic_id) and connection.may_type(topic_id):
            who = connection.who
            self._tell_typing(topic_id, who.expert_id, who.name)
            self.hints.send(groups.message(groups.TYPING, topic=topic_id, expert=who.expert_id, who=who.name))

    def heard(self, told: dict[str, Any]) -> None:
        """Another process told something."""
        kind = told["type"]
        if kind == groups.MOVED:
            self._woken.set()
        elif kind == groups.TYPING:
            self._tell_typing(told["topic"], told["expert"], told["who"])
        elif kind == groups.PRESENCE and told["topic"] in self.topics:
            self.presence.heard(told["process"], told["topic"], map(tuple, told["people"]))
        elif kind == groups.NOTICE:
            self._tell_people(set(told["people"]), frame("notice"))

    def _hints_changed(self) -> None:
        """People are told again who is here, and whether those at other processes are missing among them."""
        self.presence.changed.update(self.topics)
        self._woken.set()

    async def _run(self) -> None:
        while True:
            # Not wait_for: in Python 3.11 it may forget that the task was cancelled.
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_SECONDS):
                    await self._woken.wait()
            self._woken.clear()
            try:
                await self._look()
            except Exception:
                counters.looks_failed += 1
                log.exception("the hub could not look; it tries again")
                await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def _look(self) -> None:
        counters.looks += 1
        news = await in_hub_thread(read_news, {pk: each.place for pk, each in self.topics.items()})
        if self.day != (day := today()):
            # Rights also end with a day, which raises no epoch.
            await self._recheck(list(self.connections), news.epoch)
            self.day = day
        if news.epoch != self.epoch:
            await self._recheck_all(news.epoch)
        else:
            await self._recheck(self._oldest())
        self._looked_at = time.monotonic()
        for topic_id in news.gone:
            self._end({each: {topic_id} for each in self._followers(topic_id)})
        self._note_talking(news)
        await self._deliver(news)
        self._tell_presence()

    def _note_talking(self, news: News) -> None:
        """A discussion was closed or opened again: those who have it open are told with who is here."""
        for topic_id, talking in news.talking.items():
            known = self.topics.get(topic_id)
            if known is not None and known.talking is not talking:
                known.talking = talking
                self.presence.changed.add(topic_id)

    async def _recheck_all(self, epoch: int) -> None:
        """Ask again for every socket whose rights were asked before this epoch, until there is none."""
        while behind := [each for each in self.connections if each.asked_before(epoch)]:
            await self._recheck(behind, epoch)
        self.epoch = epoch

    def _oldest(self) -> list[Connection]:
        oldest_kept, now = time.monotonic() - VIEWER_LASTS_SECONDS, timezone.now()
        found = [each for each in self.connections if each.checked_at < oldest_kept or each.is_over(now)]
        return found[:50]

    async def _recheck(self, connections: list[Connection], epoch: int = 0) -> None:
        if not connections:
            return
        asked = {each: set(each.follows) for each in connections}
        topics = {pk: (known.topic.marking_id, known.topic.part) for pk, known in list(self.topics.items())}
        answer = await in_hub_thread(still_read, {each.who for each in connections}, topics)
        ended: dict[Connection, set[int]] = {}
        for connection, followed in asked.items():
            rights = answer[connection.who]
            connection.asked(followed, epoch)
            if rights is not None:
                self._know(connection, rights.people)
            lost = followed - (rights.topics if rights else frozenset())
            if rights is None or lost:
                ended[connection] = lost
        self._end(ended)

    def _know(self, connection: Connection, people: frozenset[int] | None) -> None:
        """Those of whom a guest may be told are others now: they are told anew who is here."""
        if connection.people != people:
            connection.people = people
            self.presence.changed.update(connection.follows)

    def _end(self, ended: dict[Connection, set[int]]) -> None:
        """Tell each socket which topics it lost, and close it: the browser comes back and follows the rest."""
        for connection, lost in ended.items():
            counters.rights_ended += 1
            references = [follow.topic.reference for pk, follow in connection.follows.items() if pk in lost]
            for topic_id in list(connection.follows):
                self.leave(connection, topic_id)
            connection.outbox.finish(
                [frame("closed", topic=reference) for reference in references], RIGHTS_ENDED
            )

    async def _deliver(self, news: News) -> None:
        for topic_id, page in news.pages.items():
            for seq, text in page.frames:
                for connection in self._followers(topic_id):
                    connection.offer(topic_id, seq, text)
                # Lets the sockets send: a burst must not look like a slow reader.
                await asyncio.sleep(0)
            self._passed(topic_id, page)

    def _passed(self, topic_id: int, page: Page) -> None:
        known = self.topics.get(topic_id)
        if known is None:
            return
        known.place = max(known.place, page.upto)
        for connection in known.connections:
            follow = connection.follows.get(topic_id)
            if follow and not follow.catching_up:
                follow.place = max(follow.place, page.upto)
        if page.more:
            self._woken.set()

    def _followers(self, topic_id: int) -> list[Connection]:
        known = self.topics.get(topic_id)
        return list(known.connections) if known else []

    def _here(self, topic_id: int) -> dict[int, str]:
        """Who follows a topic here, id -> name, but for those who only look."""
        followers = self._followers(topic_id)
        return {each.who.expert_id: each.who.name for each in followers if not each.is_only_looking(topic_id)}

    @property
    def _stale(self) -> bool:
        return time.monotonic() - self._looked_at > STALE_AFTER_SECONDS

    def _tell_typing(self, topic_id: int, expert_id: int, name: str) -> None:
        known = self.topics.get(topic_id)
        if known is None or self._stale:
            return
        text = frame("typing", topic=known.topic.reference, who=name)
        for connection in known.connections:
            if connection.who.expert_id != expert_id and connection.told_of({expert_id: name}):
                connection.outbox.put(text)

    def _tell_people(self, expert_ids: set[int], text: str) -> None:
        for connection in self.connections:
            if connection.who.expert_id in expert_ids:
                connection.outbox.put(text)

    def _tell_presence(self) -> None:
        changed, self.presence.changed = self.presence.changed, set()
        say_again = time.monotonic() - self._said_at > SAY_AGAIN_SECONDS
        if say_again:
            self._said_at = time.monotonic()
        for topic_id in changed & set(self.topics):
            everybody = self.presence.everybody(topic_id, self._here(topic_id))
            known = self.topics[topic_id]
            words = {"limited": self.hints.away, "talking": known.talking}
            tell_who_is_here(known.topic.reference, self._followers(topic_id), everybody, words)
        for topic_id in set(self.topics) if say_again else changed & set(self.topics):
            people = [list(each) for each in self._here(topic_id).items()]
            self.hints.send(groups.message(groups.PRESENCE, topic=topic_id, people=people))


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub_here() -> Hub:
    """The hub of the running loop: one per process, as a server runs one loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]


def hubs() -> Iterable[Hub]:
    """The hubs of this process."""
    return list(_hubs.values())
