"""By which days something is expected of one person: rooms name what waits for them and what of theirs ends.

A calendar shows it and keeps it where others look. So a room says in words what is to be done and never what is in a text;
a title is given apart, and shown only to whom the rule lets read it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from networks.access.enums import Part
from networks.access.models import Marking
from networks.access.viewer import Viewer
from networks.people.models import PersonalToken


@dataclass(frozen=True)
class DueDay:
    """One day. `kind` and `name` stay the same as long as it is about the same thing, and hold no database id."""

    kind: str
    name: str
    day: date
    since: datetime
    words: str
    path: str
    # Of a thing with readers: what it is called for everybody, its marking, and its title where that part may be read.
    reference: str = ""
    marking: Marking | None = None
    title: str = ""
    part: Part = Part.SUMMARY


Find = Callable[[Viewer], Iterable[DueDay]]
_finders: dict[str, Find] = {}


def register_due_days(name: str, find: Find) -> None:
    """`find(viewer)` names the days of what waits for this person, in a fixed number of queries."""
    _finders[name] = find


def due_days_of(viewer: Viewer) -> list[DueDay]:
    """Every day by which something is expected of this person."""
    return [each for find in _finders.values() for each in find(viewer)]


def last_day_of_the_account(viewer: Viewer) -> Iterable[DueDay]:
    """After it nobody signs in with it."""
    expert = viewer.expert
    if expert and expert.expires_on:
        words, path = _("Last day of your account"), reverse("account_profile")
        yield DueDay("account", "own", expert.expires_on, expert.joined_at, words, path)


def last_days_of_tokens(viewer: Viewer) -> Iterable[DueDay]:
    """A program that reads with one reads nothing from the next day on; the calendar itself is one."""
    for token in PersonalToken.objects.valid().filter(expert=viewer.expert_id):
        words = _("Last day of your token: %(name)s") % {"name": token.name}
        yield DueDay(
            "token", token.reference, token.expires_on, token.created_at, words, reverse("account_tokens")
        )


register_due_days("account", last_day_of_the_account)
register_due_days("tokens", last_days_of_tokens)
