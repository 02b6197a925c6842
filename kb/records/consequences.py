"""What becomes of somebody's records when they leave, said before it happens: as far as the viewer may know of them."""

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
from networks.text.titles import english_title


def records_that_lose_their_owner(viewer: Viewer, expert: Expert) -> Iterable[Consequence]:
    """To the contact point's queue; personal ones are withdrawn and erased.

    Titles and counts only of what the viewer may know. That there may be more is said in any case: a count of it would tell.
    """
    owned = Record.objects.filter(marking__owner=expert).exclude(state=State.WITHDRAWN)
    everything = list(owned.select_related("marking", "content_type", "language").order_by("pk"))
    known = known_among(viewer, everything)
    records = [each for each in everything if each.pk in known]
    personal = [each for each in records if each.register.personal]
    others = [each for each in records if not each.register.personal]
    body = expert.administration.name if expert.administration else ""
    if others:
        words = ngettext(
            "One text will need a new owner. The contact point of %(body)s will appoint one.",
            "%(count)s texts will need a new owner. The contact point of %(body)s will appoint one.",
            len(others),
        )
        yield _told(others, words % {"count": len(others), "body": body})
    if personal:
        words = ngettext(
            "One text about them will be withdrawn and erased.",
            "%(count)s texts about them will be withdrawn and erased.",
            len(personal),
        )
        yield _told(personal, words % {"count": len(personal)})
    yield Consequence(
        _(
            "The same applies to anything else they own. If you do not have access to a text, the queue shows only its reference."
        )
    )


def _told(records: list[Record], words: str) -> Consequence:
    names = [_name(each) for each in records[:MOST_NAMES]]
    return Consequence(words, tuple(names), more=len(records) - len(names))


def _name(record: Record) -> str:
    if record.marking.label == Label.RED:
        return record.reference
    return _("%(title)s (%(reference)s)") % {"title": english_title(record), "reference": record.reference}


register_consequences("records", records_that_lose_their_owner, 30)
