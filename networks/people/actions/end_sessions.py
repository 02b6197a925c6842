"""Signing out elsewhere."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.db import transaction

from networks.access.acting import check_signed_in
from networks.access.epoch import raise_epoch
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.models import Expert
from networks.people.open_sessions import reference_of, rows_of


def end_session(viewer: Viewer, reference: str) -> int:
    """End one session of one's own; 0 when there is none of this name."""
    return _end(viewer, lambda each: reference_of(each) == reference)


def end_other_sessions(viewer: Viewer, this_key: str | None) -> int:
    """End all but the one with this key. Returns how many."""
    return _end(viewer, lambda each: each.session_key != this_key)


def end_sessions_without_factor(expert: Expert, this_key: str | None) -> int:
    """The first factor was set up in the session with this key: the others were opened by the password alone."""
    return _end_of(expert, lambda each: each.session_key != this_key)


def close_sessions(expert: Expert) -> None:
    """End every session of an account that stops. What stops it is what the trail keeps. Call in a transaction."""
    for each in UserSession.objects.filter(user=expert):
        each.end()


def _end(viewer: Viewer, which: Callable[[UserSession], bool]) -> int:
    check_signed_in(viewer)
    return _end_of(Expert.objects.get(pk=viewer.expert_id), which)


@transaction.atomic
def _end_of(expert: Expert, which: Callable[[UserSession], bool]) -> int:
    ended = [each for each in rows_of(expert) if which(each)]
    for each in ended:
        each.end()
    if ended:
        # Sockets of these sessions are asked again within a second.
        raise_epoch()
        record("session.ended", expert, expert, sessions=len(ended))
    return len(ended)
