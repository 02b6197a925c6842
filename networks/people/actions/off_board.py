"""Somebody has left their administration: everything they held ends in one action."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.actions.release import end_holdings, end_namings
from networks.access.epoch import raise_epoch
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.access import may_off_board
from networks.people.actions.change_administration import end_everything
from networks.people.actions.end_sessions import close_sessions
from networks.people.actions.tokens import revoke_all
from networks.people.models import Expert, Invitation
from networks.people.today import today
from networks.spaces.enums import EndKind
from networks.text.characters import typed


@transaction.atomic
def off_board(viewer: Viewer, expert: Expert, reason: str) -> None:
    """The account expires; seats, offices, further permissions, contributorships, ownership, sessions and tokens end.

    What lost its owner goes to the contact point's queue (the event `person.left`, as when somebody moves). 403 for whoever
    may not say so; ValidationError without a reason, or where it was said already.
    """
    require(viewer, may_off_board(viewer, expert), _("You do not have permission to off-board this person."))
    current = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    if current.left_at is not None:
        raise ValidationError(_("This person has already left."))
    if not typed(reason):
        raise ValidationError(_("Give a reason. It is kept in the history of the account."))
    end_everything(current, viewer.expert, EndKind.DEPARTED)
    orphaned = end_holdings(current)
    end_namings(current)
    revoke_all(current, viewer.expert)
    _close_account(current)
    raise_epoch()
    left = current.administration_id
    record(
        "person.left",
        current,
        viewer.expert,
        administration=left,
        markings=orphaned,
        how=str(EndKind.DEPARTED),
        reason=typed(reason),
    )


def _close_account(expert: Expert) -> None:
    expert.left_at = timezone.now()
    expert.expires_on = today() - timedelta(days=1)
    expert.is_active = False
    expert.save(update_fields=["left_at", "expires_on", "is_active"])
    Invitation.objects.filter(expert=expert, used_at=None).update(expires_at=timezone.now())
    close_sessions(expert)
