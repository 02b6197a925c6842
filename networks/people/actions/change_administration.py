"""Somebody moves to another administration."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.actions.release import end_holdings
from networks.access.epoch import raise_epoch
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.actions.invite_person import KIND_OF_EXPERT
from networks.people.enums import AdministrationKind
from networks.people.models import Administration, Expert
from networks.spaces.access import administers
from networks.spaces.actions.end_membership import end_memberships
from networks.spaces.actions.offices import drop_office
from networks.spaces.enums import EndKind


@transaction.atomic
def change_administration(viewer: Viewer, expert: Expert, administration: Administration) -> None:
    """Ends seats, offices, contributorships and ownership; what lost its owner goes to the old contact point's queue."""
    require(viewer, administers(viewer), _("Only platform administrators can move people."))
    require(viewer, expert.pk != viewer.expert_id, _("You cannot move yourself."))
    Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    if expert.administration_id == administration.pk:
        raise ValidationError(_("This person already belongs to this administration."))
    left = expert.administration_id
    end_everything(expert, viewer.expert, EndKind.MOVED)
    orphaned = end_holdings(expert)
    expert.administration = administration
    expert.kind = KIND_OF_EXPERT[AdministrationKind(administration.kind)]
    expert.save(update_fields=["administration", "kind"])
    raise_epoch()
    record("person.left", expert, viewer.expert, administration=left, markings=orphaned)


def end_everything(expert: Expert, actor: Expert | None, how: EndKind) -> None:
    """End every seat and office of a person. Call in a transaction."""
    end_memberships(expert.memberships.all(), how, actor)
    for office in expert.offices.select_related("administration", "expert"):
        drop_office(office, actor)
