"""What the guided form asks of a pointer: who holds the content, and whom to ask."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from networks.access.viewer import Viewer
from networks.people.enums import AdministrationKind
from networks.people.models import Administration, Expert
from networks.spaces.models import Membership


def offer_contacts(form: Any, viewer: Viewer) -> None:
    """Offer administrations, and those people whom the writer knows anyway; whoever is named already stays."""
    held = form.instance.contact_person
    administrations = Administration.objects.filter(kind=AdministrationKind.MEMBER_STATE)
    _offer(form, "held_by_administration", administrations, "code", _("No administration"))
    _offer(form, "contact_person", people_known_to(viewer, held), "handle", _("Nobody on Limes"))


def people_known_to(viewer: Viewer, held: Expert | None = None) -> QuerySet[Expert]:
    """Active people who share a network with the viewer, and the viewer."""
    seats = Membership.objects.active().filter(network__in=viewer.network_ids)
    known = Q(pk__in=seats.values("expert")) | Q(pk=viewer.expert_id)
    named = Q(pk=held.pk) if held else Q(pk=None)
    return Expert.objects.filter((Q(pk__in=Expert.objects.active().values("pk")) & known) | named)


def _offer(form: Any, name: str, rows: QuerySet[Any], by: str, nothing: Any) -> None:
    field = form.fields[name]
    field.queryset, field.to_field_name, field.empty_label = rows, by, nothing
    # A row in place of its id, so that the field shows it by what it is sent by.
    form.initial[name] = getattr(form.instance, name)
