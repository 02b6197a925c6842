"""Giving and ending offices: contact points of administrations, and those who serve the platform."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.access import grants
from networks.access.acting import require
from networks.access.epoch import raise_epoch
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.enums import ExpertKind
from networks.people.models import Expert
from networks.spaces.access import administers
from networks.spaces.actions.hand_over import hand_over_office
from networks.spaces.enums import ADMINISTRATION_OFFICES
from networks.spaces.models import Office


@transaction.atomic
def give_office(viewer: Viewer, expert: Expert, role: str, until: date | None = None) -> Office:
    """Give an office; contact points hold it for their own administration. Nobody gives themselves one."""
    _check_may(viewer, expert)
    # Whoever moves or leaves in this moment loses what they hold: so they are given it before or not at all.
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    of_administration = role in ADMINISTRATION_OFFICES
    if of_administration and (expert.administration_id is None or expert.kind == ExpertKind.PLATFORM):
        raise ValidationError(_("A contact point must belong to an administration."))
    office, _new = Office.objects.update_or_create(
        expert=expert,
        role=role,
        administration=expert.administration if of_administration else None,
        defaults={"ends_on": until, "starts_on": None},
    )
    grants.align_office(office)
    record("office.given", office, viewer.expert, role=role, expert=expert.pk)
    return office


@transaction.atomic
def end_office(viewer: Viewer, office: Office) -> None:
    """End an office from now on."""
    _check_may(viewer, office.expert)
    drop_office(office, viewer.expert)


def drop_office(office: Office, actor: Expert | None) -> None:
    """End an office with all it gave. Call in a transaction."""
    record("office.ended", office.expert, actor, role=office.role, administration=office.administration_id)
    hand_over_office(office, actor)
    office.delete()
    grants.align_office(office)
    raise_epoch()


def _check_may(viewer: Viewer, expert: Expert) -> None:
    require(viewer, administers(viewer), _("Only platform administrators can appoint people to offices."))
    require(viewer, expert.pk != viewer.expert_id, _("You cannot change your own office."))
