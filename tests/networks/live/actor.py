"""Somebody at a desk beside the servers: does what tests ask for, one JSON line in, one JSON line out.

A process of its own, so that the servers under test and what changes the database know each other only through it.
"""

import json
import sys
from datetime import timedelta
from secrets import token_hex
from typing import Any
from uuid import uuid4

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from networks.access.actions.mark import mark
from networks.access.epoch import raise_epoch
from networks.access.grants import align_membership
from networks.access.models import Glass
from networks.access.viewer import viewer_of
from networks.audit.models import AuditEntry
from networks.discussions.actions.close_topic import close_topic
from networks.discussions.actions.edit_post import edit_post
from networks.discussions.actions.react import react
from networks.discussions.actions.remove_post import remove_post
from networks.discussions.actions.reopen_topic import reopen_topic
from networks.discussions.enums import ChangeKind
from networks.discussions.models import Change, Post, Reading, Topic
from networks.discussions.sequence import lock
from networks.people.models import Expert
from networks.people.today import today
from networks.spaces.actions.change_role import give_permission
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership, Network
from tests import factories
from tests.networks.discussions import world as worlds


def prepare(extra: int = 0) -> dict[str, Any]:
    """Tables, the small world and a session for each of its people; further members where a test needs many."""
    if "access_accessepoch" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    world = worlds.small_world()
    names = ["anna", "bert", "lead", "outsider", "guest"]
    people = [getattr(world, name) for name in names]
    for number in range(extra):
        person = worlds.expert(f"member{number}")
        worlds.seat(person, world.network)
        names.append(f"member{number}")
        people.append(person)
    return {"topic": world.topic.reference, "cookies": dict(zip(names, map(_session, people), strict=True))}


def _session(person: Expert) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "networks.people.backends.SignInBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def another_session(who: str) -> str:
    """The same person in a second browser."""
    return _session(_person(who))


def _person(name: str) -> Expert:
    return Expert.objects.get(email=f"{name}@test.example")


def topic(who: str = "anna", network: str = "risk", label: str = "TLP:AMBER") -> str:
    return worlds.new_topic(_person(who), Network.objects.get(slug=network), label).reference


def followed(topic: str, outcome: str = "done") -> list[list[str]]:
    """Who was noted as reading a topic live, or as refused, from where."""
    noted = AuditEntry.objects.filter(action="follow", reference=topic, outcome=outcome).order_by("pk")
    return [list(each) for each in noted.values_list("person", "origin")]


def say(who: str, topic: str, body: str = "Slowly.") -> int:
    return worlds.say(_person(who), Topic.objects.get(reference=topic), body).seq


def opened_by_an_administrator(topic: str, seconds: int) -> str:
    """The session of an administrator who opened a discussion; so much is left of the hour."""
    talk = Topic.objects.get(reference=topic)
    administrator = factories.administrator()
    ends_at = timezone.now() + timedelta(seconds=seconds)
    Glass.objects.create(expert=administrator, marking=talk.marking, reason="A test.", ends_at=ends_at)
    mark(talk.marking)
    return _session(administrator)


def close(who: str, topic: str) -> None:
    close_topic(viewer_of(_person(who)), topic)


def reopen(who: str, topic: str) -> None:
    reopen_topic(viewer_of(_person(who)), topic)


def flood(who: str, topic: str, number: int) -> int:
    """Many long posts that cannot be compressed, all at once; the place of the last."""
    with transaction.atomic():
        talk = lock(Topic.objects.get(reference=topic))
        places = range(talk.last_seq + 1, talk.last_seq + number + 1)
        posts = Post.objects.bulk_create(
            Post(topic=talk, seq=seq, author=_person(who), key=uuid4(), html=f"<p>{token_hex(9_900)}</p>")
            for seq in places
        )
        Change.objects.bulk_create(
            Change(topic=talk, seq=each.seq, kind=ChangeKind.POST, post=each) for each in posts
        )
        Topic.objects.filter(pk=talk.pk).update(last_seq=places[-1])
    return places[-1]


def say_often(who: str, topic: str, number: int) -> None:
    """Many posts that arrive at once: all in one transaction."""
    talk, person = Topic.objects.get(reference=topic), _person(who)
    with transaction.atomic():
        for each in range(number):
            worlds.say(person, talk, f"At once {each}")


def end_all_memberships() -> None:
    with transaction.atomic():
        Membership.objects.update(state=MembershipState.ENDED)
        raise_epoch()


def edit(who: str, topic: str, seq: int, body: str) -> None:
    version = Post.objects.get(topic__reference=topic, seq=seq).version
    edit_post(worlds.sees(_person(who)), topic, seq, body=body, version=version)


def remove(who: str, topic: str, seq: int) -> int:
    return remove_post(worlds.sees(_person(who)), topic, seq)


def sign(who: str, topic: str, seq: int) -> None:
    react(worlds.sees(_person(who)), topic, seq, kind="agree")


def end_membership(who: str) -> None:
    for seat in _person(who).memberships.all():
        seat.state = MembershipState.ENDED
        seat.save()
        align_membership(seat)
    raise_epoch()


def give_more(who: str) -> None:
    """The lead lets somebody do one more thing; they are told."""
    seat = Membership.objects.get(expert=_person(who), network__slug="risk")
    give_permission(viewer_of(_person("lead")), seat, "validate")


def last_day(who: str) -> None:
    """Their seats end with today; nothing raises the epoch."""
    _person(who).memberships.update(ends_on=today())


def begin_membership(who: str, network: str = "risk") -> None:
    worlds.seat(_person(who), Network.objects.get(slug=network))


def suspend(who: str) -> None:
    Expert.objects.filter(pk=_person(who).pk).update(is_active=False)
    raise_epoch()


def post_count(topic: str) -> int:
    return Post.objects.filter(topic__reference=topic).count()


def read_up_to(who: str, topic: str) -> int:
    return (
        Reading.objects.filter(expert=_person(who), topic__reference=topic)
        .values_list("seq", flat=True)
        .get()
    )


def latest(topic: str) -> int:
    return Topic.objects.get(reference=topic).last_seq


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        answer = globals()[asked.pop("do")](**asked)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
