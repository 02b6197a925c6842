"""In words: who reads what is written here."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.access.enums import Label, Part
from networks.access.reading import readers_of
from networks.discussions.models import Topic


def readers_sentence(topic: Topic) -> str:
    """For example *Members of Risk management: 34 people from 19 administrations.* Four queries at most."""
    if topic.part == Part.BODY and topic.marking.label == Label.CLEAR:
        return _("Everybody, also without signing in.")
    counts = readers_of(topic.marking_id, Part(topic.part)).aggregate(
        people=Count("pk", distinct=True), bodies=Count("administration", distinct=True)
    )
    people = ngettext("%(count)s person", "%(count)s people", counts["people"]) % {"count": counts["people"]}
    bodies = ngettext("%(count)s administration", "%(count)s administrations", counts["bodies"]) % {
        "count": counts["bodies"]
    }
    return _("%(who)s: %(people)s from %(bodies)s.") % {
        "who": _who(topic),
        "people": people,
        "bodies": bodies,
    }


def _who(topic: Topic) -> str:
    label = topic.marking.label
    if label == Label.RED:
        return _("The people named for it")
    if label == Label.GREEN and topic.part == Part.BODY:
        return _("All experts of the platform")
    names = ", ".join(each.name for each in topic.marking.networks.all())
    if label == Label.AMBER_STRICT:
        return _("Members of %(networks)s from the administrations named") % {"networks": names}
    return _("Members of %(networks)s") % {"networks": names}
