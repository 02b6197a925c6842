"""What followers of a record are told."""

from django.utils.translation import gettext as _

from kb.records.following import followers_of
from networks.events.models import Event
from networks.events.registry import Subject
from networks.notices.registry import register_notice


def sentence(event: Event, subject: Subject | None) -> str:
    """What happened to the record they follow."""
    words = {
        "published": _("A new version of “%(title)s”, which you follow, was published"),
        "corrected": _("“%(title)s”, which you follow, was corrected"),
        "withdrawn": _("%(title)s, which you follow, was withdrawn"),
        "superseded": _("“%(title)s”, which you follow, was superseded"),
        "unconfirmed": _("“%(title)s”, which you follow, was not confirmed in time"),
        "archived": _("“%(title)s”, which you follow, was archived because nobody confirmed it"),
        "grade_lowered": _("The grade of “%(title)s”, which you follow, was lowered"),
    }
    told = words.get(str(event.data.get("what", "")), _("“%(title)s”, which you follow, was changed"))
    return told % {"title": subject.title if subject else ""}


register_notice("followed.changed", followers_of, sentence)
