"""What a socket asks of discussions: the same actions as the pages. Runs in a thread, without a loop."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from networks.discussions.actions.mark_read import mark_read
from networks.discussions.actions.post import post
from networks.discussions.refusals import Refused
from networks.live.frames import REFERENCE, Read, Say, frame
from networks.live.rights import Identity, viewer_now
from networks.text.zones import zone_named


def say(who: Identity, said: Say) -> tuple[bool, str]:
    """Post. Whether it was accepted, and the answer: `accepted` after commit, `rejected` with a sentence otherwise."""
    with _language(who):
        try:
            new = post(
                viewer_now(who), _name(said.topic), body=said.body, key=said.key, reply_to=said.reply_to
            )
        except Http404:
            return False, _rejected(said, _("This discussion does not exist."))
        except PermissionDenied as reason:
            return False, _rejected(said, str(reason))
        except Refused as reason:
            return False, _rejected(said, reason.sentence)
        except DatabaseError:
            return False, _rejected(said, _("Your post could not be saved. Try again shortly."))
        return True, frame("accepted", key=str(said.key), seq=new.seq)


def read(who: Identity, seen: Read) -> None:
    """Store how far somebody has read. What they may not know changes nothing and is not answered."""
    try:
        mark_read(viewer_now(who), _name(seen.topic), seen.seq)
    except Http404:
        return


def _rejected(said: Say, reason: str) -> str:
    return frame("rejected", key=str(said.key), reason=reason)


def _name(reference: str) -> str:
    """What cannot be the name of a topic is the name of none."""
    return reference if REFERENCE.fullmatch(reference) else ""


@contextmanager
def _language(who: Identity) -> Iterator[None]:
    with translation.override(who.language), timezone.override(zone_named(who.timezone)):
        yield
