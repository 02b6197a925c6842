"""Who is told of what in which words: rooms say so in their `notice_kinds.py`, notices know none of them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from networks.events.models import Event
from networks.events.registry import Subject
from networks.people.enums import NoticeMail
from networks.people.models import Expert

Recipients = Callable[[Event], QuerySet[Expert]]
Sentence = Callable[[Event, Subject | None], str]
Details = Callable[[Sequence[Event]], dict[int, str]]


@dataclass(frozen=True)
class NoticeKind:
    """One kind of event that people are told of."""

    kind: str
    recipients: Recipients
    sentence: Sentence
    by_mail: bool
    details: Details | None = None
    always: bool = False

    def mailed_at_once(self, expert: Expert) -> bool:
        """Whether this person gets a mail of its own for it."""
        return self.by_mail and (self.always or expert.notice_mail == NoticeMail.AT_ONCE)


@dataclass(frozen=True)
class Letter:
    """A mail in words, ready to leave."""

    title: str
    text: str
    # Ids of the notices a digest tells of.
    notices: tuple[int, ...] = ()


Compose = Callable[[Event, Expert], Letter | None]
Listener = Callable[[Collection[int]], None]
_kinds: dict[str, NoticeKind] = {}
_letters: dict[str, tuple[Recipients, Compose]] = {}
_listeners: list[Listener] = []


def register_notice(
    kind: str,
    recipients: Recipients,
    sentence: Sentence,
    *,
    by_mail: bool = True,
    details: Details | None = None,
    always: bool = False,
) -> None:
    """Tell people of events of this kind.

    `recipients(event)`: whom, asked again at the moment of sending. Who did it is left out, and so is everybody who may
    not read the subject. `sentence(event, subject)`: one sentence; the subject's title is already replaced by its
    reference where the label forbids it. `details(events)`: what somebody wrote, by the event's id, in a fixed number of
    queries; it stands under the sentence for whoever may read the subject, and in no mail about a closed label.
    `always`: by e-mail at once, whatever the person chose in their profile.
    """
    _kinds[kind] = NoticeKind(kind, recipients, sentence, by_mail, details, always)


def register_letter(kind: str, recipients: Recipients, compose: Compose) -> None:
    """A mail of its own, also to people who are not active yet: an invitation, a new password. None: nothing is sent."""
    _letters[kind] = (recipients, compose)


def use_listener(listener: Listener) -> None:
    """Call this with the ids of people when something new has been written down for them."""
    _listeners.append(listener)


def new_for(expert_ids: Collection[int]) -> None:
    """Something new stands in the notices of these people."""
    for listener in _listeners:
        listener(expert_ids)


def notice_kind(kind: str) -> NoticeKind | None:
    """The kind, or None when the code that had it is gone."""
    return _kinds.get(kind)


def kinds_by_mail() -> list[str]:
    """Kinds of notices that a mail may tell of."""
    return [each.kind for each in _kinds.values() if each.by_mail]


def letter_kind(kind: str) -> tuple[Recipients, Compose] | None:
    """Recipients and composer of a letter, if events of this kind send one."""
    return _letters.get(kind)


def kinds() -> tuple[str, ...]:
    """Everything somebody is told of."""
    return tuple(sorted({*_kinds, *_letters}))
