"""Who reads a thing, in words."""

from collections.abc import Collection

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.access import tokens
from networks.access.enums import Label
from networks.access.reading import readers_of_tokens
from networks.spaces.models import Network


def readers_sentence(facts: tokens.Facts, *, counted: bool = True) -> str:
    """For example *Members of Risk management: 34 people from 19 administrations.* At most three queries.

    Not `counted`: without the numbers.
    """
    if facts.label == Label.CLEAR:
        return _("Everybody, also without signing in.")
    if facts.label != Label.RED and not facts.networks:
        return _("Nobody yet. Choose a network.")
    if not counted:
        return f"{_who(facts.label, facts.networks)}."
    counts = readers_of_tokens(tokens.of_label(facts, facts.label)).aggregate(
        people=Count("pk", distinct=True), bodies=Count("administration", distinct=True)
    )
    return _("%(who)s: %(people)s from %(bodies)s.") % {
        "who": _who(facts.label, facts.networks),
        "people": ngettext("%(count)s person", "%(count)s people", counts["people"])
        % {"count": counts["people"]},
        "bodies": ngettext("%(count)s administration", "%(count)s administrations", counts["bodies"])
        % {"count": counts["bodies"]},
    }


def summary_sentence(facts: tokens.Facts) -> str:
    """Who reads title and summary, where the summary has a wider label; empty otherwise."""
    if not facts.summary_label or facts.summary_label == facts.label:
        return ""
    if facts.summary_label == Label.CLEAR:
        return _("Title and summary: everybody, also without signing in.")
    if facts.summary_label == Label.GREEN:
        return _("Title and summary: all experts of the platform.")
    return _("Title and summary: members of %(networks)s.") % {"networks": _names(facts.networks)}


def _who(label: str, networks: Collection[int]) -> str:
    if label == Label.RED:
        return _("The people named for it")
    if label == Label.GREEN:
        return _("All experts of the platform, and guests of %(networks)s") % {"networks": _names(networks)}
    if label == Label.AMBER_STRICT:
        return _("Members of %(networks)s from the administrations named") % {"networks": _names(networks)}
    return _("Members of %(networks)s") % {"networks": _names(networks)}


def _names(networks: Collection[int]) -> str:
    return ", ".join(Network.objects.filter(pk__in=networks).values_list("name", flat=True))
