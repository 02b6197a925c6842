"""What nobody holds yet: what a platform needs before others can work, shown to those who look after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.access.viewer import Viewer
from networks.people.enums import AdministrationKind
from networks.people.models import Administration
from networks.spaces.access import administers
from networks.spaces.enums import ADMINISTRATION_OFFICES, NetworkRole, OfficeRole
from networks.spaces.models import Membership, Network, Office


@dataclass(frozen=True)
class Vacancies:
    """Member States without a contact point, networks without a lead, and whether somebody edits the pages."""

    administrations: Sequence[Administration] = ()
    networks: Sequence[Network] = ()
    editor: bool = False

    def __bool__(self) -> bool:
        return bool(self.administrations or self.networks or self.editor)


def vacancies(viewer: Viewer) -> Vacancies:
    """Nothing for anybody but platform administrators; three queries for them."""
    if not administers(viewer):
        return Vacancies()
    held = Office.objects.active()
    return Vacancies(
        administrations=list(_without_contact_point(held)),
        networks=list(_without_lead()),
        editor=not held.filter(role=OfficeRole.COMMUNICATIONS_EDITOR).exists(),
    )


def _without_contact_point(held: QuerySet[Office]) -> QuerySet[Administration]:
    taken = held.filter(role__in=ADMINISTRATION_OFFICES).values("administration")
    states = Administration.objects.filter(kind=AdministrationKind.MEMBER_STATE)
    return states.exclude(pk__in=taken).select_related("country").order_by("country__order", "name")


def _without_lead() -> QuerySet[Network]:
    led = Membership.objects.active().filter(role=NetworkRole.LEAD)
    return Network.objects.open().exclude(pk__in=led.values("network"))


def in_words(found: Vacancies) -> list[str]:
    """A sentence for each kind of vacancy."""
    states, networks = len(found.administrations), len(found.networks)
    sentences = []
    if states:
        words = ngettext(
            "%(n)s administration has no contact point", "%(n)s administrations have no contact point", states
        )
        sentences.append(words % {"n": states})
    if networks:
        words = ngettext("%(n)s network has no lead", "%(n)s networks have no lead", networks)
        sentences.append(words % {"n": networks})
    if found.editor:
        sentences.append(_("There is no communications editor"))
    return sentences
