"""What becomes of somebody's records when they leave, said before it happens."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kb.records.enums import State
from kb.records.models import Record
from kb.records.queries import known_among
from networks.access.enums import Label
from networks.access.viewer import Viewer
from networks.people.consequences import MOST_NAMES, Consequence, register_consequences
from networks.people.models import Expert


def records_that_lose_their_owner(viewer: Viewer, expert: Expert) -> Iterable[Consequence]:
    """To the contact point's queue; personal ones are withdrawn and erased. Titles only of what the viewer may know."""
    owned = Record.objects.filter(marking__owner=expert).exclude(state=State.WITHDRAWN)
    records = list(owned.select_related("marking", "content_type").order_by("pk"))
    personal = [each for each in records if each.register.personal]
    others = [each for each in records if not each.register.personal]
    body = expert.administration.name if expert.administration else ""
    if others:
        words = ngettext(
            "One text waits for a new owner with the contact point of %(body)s.",
            "%(count)s texts wait for a new owner with the contact point of %(body)s.",
            len(others),
        )
        yield _told(viewer, others, words % {"count": len(others), "body": body})
    if personal:
        words = ngettext(
            "One text about them is withdrawn and erased.",
            "%(count)s texts about them are withdrawn and erased.",
            len(personal),
        )
        yield _told(viewer, personal, words % {"count": len(personal)})


def _told(viewer: Viewer, records: list[Record], words: str) -> Consequence:
    known = known_among(viewer, records)
    names = [_name(each) for each in records if each.pk in known][:MOST_NAMES]
    return Consequence(words, tuple(names), unnamed=len(records) - len(names))


def _name(record: Record) -> str:
    if record.marking.label == Label.RED:
        return record.reference
    return _("%(title)s (%(reference)s)") % {"title": record.title, "reference": record.reference}


register_consequences("records", records_that_lose_their_owner, 30)
