"""The one consumer: reads frames, asks the actions, leaves delivery to the hub. No rule of its own."""

import logging
from typing import Any

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.contrib.auth import HASH_SESSION_KEY
from django.utils.translation import gettext as _

from networks.audit.origin import address_of_scope, remember
from networks.live import frames, verbs
from networks.live.changes import catch_up
from networks.live.connection import Connection, Follow
from networks.live.counters import counters
from networks.live.frames import frame
from networks.live.hub import Hub, hub_here
from networks.live.rights import Identity, begin_following, find_followed
from networks.live.threads import in_socket_thread
from networks.people.models import Expert

log = logging.getLogger("limes.live")


class LiveConsumer(AsyncConsumer):
    """A socket. Its frames are handled one after the other, so answers come in the order of the questions."""

    # One subscription per process (networks.live.hints), none per socket: a layer of this name does not exist.
    channel_layer_alias = "none"
    connection: Connection | None = None
    hub: Hub

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        """Accept first: a browser learns the reason only from the close code of an accepted socket."""
        await self.base_send({"type": "websocket.accept"})
        remember(address_of_scope(self.scope))
        who = _identity(self.scope)
        if who is None:
            await self.base_send({"type": "websocket.close", "code": frames.NOT_SIGNED_IN})
            return
        self.hub = hub_here()
        self.connection = Connection(who, self.base_send)
        self.hub.add(self.connection)

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        """A frame."""
        if self.connection is None or self.connection.outbox.closing:
            return
        counters.frames_in += 1
        try:
            said = frames.parse(message.get("text"))
        except frames.Malformed as malformed:
            counters.malformed += 1
            self.answer(frames.fault(malformed))
            return
        await self._handle(said)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """The browser is gone, or was told to go."""
        if self.connection is not None:
            await self.hub.remove(self.connection)
        raise StopConsumer

    def answer(self, text: str) -> None:
        """Send a frame to this browser."""
        if self.connection is not None:
            self.connection.outbox.put(text)

    async def _handle(self, said: frames.Frame) -> None:
        try:
            await self._do(said)
        except Exception:
            log.exception("a frame could not be handled")
            reason = _("The server could not process this. Try again shortly.")
            key = str(said.key) if isinstance(said, frames.Say) else ""
            self.answer(frames.fault(frames.Malformed(reason, key)))

    async def _do(self, said: frames.Frame) -> None:
        match said:
            case frames.Ping():
                self.answer(frame("pong"))
            case frames.Follow():
                await self._follow(said)
            case frames.Leave():
                self._leave(said)
            case frames.Say():
                await self._say(said)
            case frames.Read():
                await in_socket_thread(verbs.read, self._who, said)
            case frames.Typing():
                self._typing(said)

    @property
    def _who(self) -> Identity:
        if self.connection is None:
            raise RuntimeError("Nobody is signed in on this socket.")
        return self.connection.who

    async def _say(self, said: frames.Say) -> None:
        accepted, answer = await in_socket_thread(verbs.say, self._who, said)
        self.answer(answer)
        if accepted:
            self.hub.moved()

    def _leave(self, said: frames.Leave) -> None:
        follow = self._followed(said.topic)
        if self.connection is not None and follow is not None:
            self.hub.leave(self.connection, follow.topic.topic_id)
        self.answer(frame("left", topic=said.topic))

    def _typing(self, said: frames.Typing) -> None:
        follow = self._followed(said.topic)
        if self.connection is not None and follow is not None:
            self.hub.typing(self.connection, follow.topic.topic_id)

    def _followed(self, reference: str) -> Follow | None:
        return self.connection.following(reference) if self.connection is not None else None

    async def _follow(self, said: frames.Follow) -> None:
        topic = await in_socket_thread(begin_following, self._who, said.topic)
        if topic is None or self.connection is None:
            self.answer(frame("refused", topic=said.topic))
            return
        follow = self.hub.enter(self.connection, topic, said.after)
        await self._catch_up(self.connection, follow)

    async def _catch_up(self, connection: Connection, follow: Follow) -> None:
        """Everything after the place the browser names, page by page at its pace; then it is live."""
        told = False
        while connection.follows.get(follow.topic.topic_id) is follow and not connection.outbox.closing:
            follow.missed = False
            page, epoch = await in_socket_thread(catch_up, follow.topic.topic_id, follow.place)
            if epoch != follow.epoch and not await self._still_read(connection, follow):
                return
            if not told:
                self.answer(frame("following", topic=follow.topic.reference, latest=page.latest))
                told = True
            for _seq, text in page.frames:
                await connection.outbox.room()
                self.answer(text)
            follow.place = max(follow.place, page.upto)
            if not page.more and not follow.missed:
                follow.catching_up = False
                return

    async def _still_read(self, connection: Connection, follow: Follow) -> bool:
        """Rights were lost somewhere since this was asked: ask again before anything more is sent."""
        again = await in_socket_thread(find_followed, connection.who, follow.topic.reference)
        if again is not None:
            follow.epoch, connection.people = again.epoch, again.people
            return True
        self.hub.leave(connection, follow.topic.topic_id)
        self.answer(frame("refused", topic=follow.topic.reference))
        return False


def _identity(scope: dict[str, Any]) -> Identity | None:
    """The person of the session cookie, or None."""
    person, session = scope["user"], scope["session"]
    if not isinstance(person, Expert) or not session.session_key:
        return None
    return Identity(
        expert_id=person.pk,
        name=person.full_name,
        language=person.language,
        timezone=person.timezone,
        session_key=session.session_key,
        session_hash=session.get(HASH_SESSION_KEY, ""),
    )
