"""Who reads a thing, in words: of a label in general, and of one marking."""

from collections.abc import Collection, Iterable

from django.db.models import Count
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.access import tokens
from networks.access.enums import Label, Part, is_wider
from networks.access.models import Marking
from networks.access.reading import readers_of_tokens
from networks.access.viewer import Viewer
from networks.people.models import Administration
from networks.spaces.models import Network

# Who reads it here, and what TLP 2.0 (FIRST) lets its readers do with it.
READERS = {
    Label.CLEAR: gettext_lazy("Everybody can read it, also without signing in."),
    Label.GREEN: gettext_lazy(
        "All experts of the platform can read it, and guests who are members of its networks."
    ),
    Label.AMBER: gettext_lazy("Members of its networks can read it."),
    Label.AMBER_STRICT: gettext_lazy("Members of its networks from the administrations named can read it."),
    Label.RED: gettext_lazy("Only the people named can read it."),
}
SHARING = {
    Label.CLEAR: gettext_lazy("Readers may share it with anybody."),
    Label.GREEN: gettext_lazy("Readers may share it in the customs community, but not publish it."),
    Label.AMBER: gettext_lazy(
        "Readers may share it with those who need to know, in their administration and among those it works for."
    ),
    Label.AMBER_STRICT: gettext_lazy(
        "Readers may share it with those who need to know, in their administration only."
    ),
    Label.RED: gettext_lazy("Readers may not share it with anybody."),
}


def label_meaning(label: str) -> str:
    """What a label means on any thing that bears it."""
    if label not in Label.values:
        return ""
    return f"{READERS[Label(label)]} {SHARING[Label(label)]}"


def facts_to_state(marking: Marking) -> tokens.Facts:
    """The facts of a stored marking that a sentence about its readers states: one or two queries."""
    label = Label(marking.label)
    administrations = marking.administrations if label == Label.AMBER_STRICT else None
    recipients = marking.recipients if label == Label.RED else None
    return tokens.Facts(
        shape=marking.shape,
        label=marking.label,
        summary_label=marking.summary_label,
        networks=frozenset(marking.networks.values_list("pk", flat=True)),
        administration=marking.administration_id,
        administrations=frozenset(administrations.values_list("pk", flat=True) if administrations else ()),
        recipients=frozenset(recipients.values_list("pk", flat=True) if recipients else ()),
        owner=marking.owner_id,
    )


def readers_in_full(viewer: Viewer, facts: tokens.Facts) -> str:
    """Everything about the readers of a record: of the text, of the summary, who looks after it, and what they may do."""
    sentences = (
        readers_sentence(viewer, facts),
        summary_sentence(facts),
        keepers_sentence(facts),
        SHARING[Label(facts.label)],
    )
    return " ".join(str(each) for each in sentences if each)


def readers_sentence(viewer: Viewer, facts: tokens.Facts, part: Part = Part.BODY) -> str:
    """For example *Members of Risk management: 34 people from 19 administrations.* Four queries at most.

    How many sit in a network, and from where, is for its members: others read the sentence without the numbers.
    """
    wanted = tokens.of_talk(facts) if part == Part.TALK else tokens.of_label(facts, facts.label)
    if tokens.ALL in wanted:
        return _("Everybody, also without signing in.")
    if nobody := _nobody_yet(facts, wanted):
        return nobody
    who = _who(facts, wanted)
    if facts.label != Label.RED and not facts.networks <= viewer.network_ids:
        return _("%(who)s.") % {"who": who}
    counts = readers_of_tokens(wanted).aggregate(
        people=Count("pk", distinct=True), bodies=Count("administration", distinct=True)
    )
    people = ngettext("%(count)s person", "%(count)s people", counts["people"]) % {"count": counts["people"]}
    bodies = ngettext("%(count)s administration", "%(count)s administrations", counts["bodies"]) % {
        "count": counts["bodies"]
    }
    return _("%(who)s: %(people)s from %(bodies)s.") % {"who": who, "people": people, "bodies": bodies}


def summary_sentence(facts: tokens.Facts) -> str:
    """Who reads title and summary, where the summary has a wider label; empty otherwise."""
    if not facts.summary_label or not is_wider(facts.summary_label, facts.label):
        return ""
    wanted = tokens.of_label(facts, facts.summary_label)
    if not wanted:
        return ""
    if tokens.ALL in wanted:
        return _("Title and summary: everybody, also without signing in.")
    who = _who(facts, wanted)
    return _("Title and summary: %(who)s.") % {"who": who[:1].lower() + who[1:]}


def keepers_sentence(facts: tokens.Facts) -> str:
    """Of what has few readers, its contact point is one more; of TLP:RED only when they are named."""
    if facts.label not in (Label.AMBER, Label.AMBER_STRICT) or facts.administration is None:
        return ""
    body = _names(Administration.objects.filter(pk=facts.administration), _("or"))
    return _("Its author and the national contact point of %(administration)s can always read it.") % {
        "administration": body
    }


def _nobody_yet(facts: tokens.Facts, wanted: Collection[str]) -> str:
    """What is still to be chosen before anybody but the author reads it; empty once there are readers."""
    if facts.label == Label.RED and not set(facts.recipients) - {facts.owner}:
        return _("Only you so far. Name the people who should read it.")
    if wanted:
        return ""
    if not facts.networks:
        return _("Only you so far. Choose a network: its members will be the readers.")
    return _("Only you so far. Name the administrations whose members should read it.")


def _who(facts: tokens.Facts, wanted: Collection[str]) -> str:
    if tokens.EXPERTS in wanted:
        if not facts.networks:
            return _("All experts of the platform")
        return _("All experts of the platform, and guests who are members of %(networks)s") % {
            "networks": _networks(facts)
        }
    if any(each.startswith("person:") for each in wanted):
        return _("The people named, and the author")
    if any("/administration:" in each for each in wanted):
        named = [each for each in (facts.administration, *facts.administrations) if each]
        bodies = _names(Administration.objects.filter(pk__in=named), _("or"))
        return _("Members of %(networks)s from %(administrations)s") % {
            "networks": _networks(facts),
            "administrations": bodies,
        }
    return _("Members of %(networks)s") % {"networks": _networks(facts)}


def _networks(facts: tokens.Facts) -> str:
    return _names(Network.objects.filter(pk__in=facts.networks), _("or"))


def _names(rows: Iterable[Network] | Iterable[Administration], joined_by: str) -> str:
    return get_text_list([each.name for each in rows], joined_by)
