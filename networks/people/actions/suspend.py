"""Stopping an account at once, and letting it work again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.epoch import raise_epoch
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.actions.end_sessions import close_sessions
from networks.people.actions.tokens import revoke_all
from networks.people.models import Expert
from networks.spaces.access import administers
from networks.text.characters import typed


@transaction.atomic
def suspend(viewer: Viewer, expert: Expert, reason: str) -> None:
    """From the next request on the person is a visitor; seats and offices wait.

    Sessions, tokens and links to a new password end for good: whoever stops an account because it was broken into, and
    restores it, has not let in again what was open. Password and second factors stay the person's.
    """
    _check_may(viewer, expert)
    if not typed(reason):
        raise ValidationError(_("Give a reason. It is kept in the history of the account."))
    expert.is_active = False
    expert.save(update_fields=["is_active"])
    close_sessions(expert)
    revoke_all(expert, viewer.expert)
    raise_epoch()
    record("person.suspended", expert, viewer.expert, reason=typed(reason))


@transaction.atomic
def restore(viewer: Viewer, expert: Expert) -> None:
    """The account works again, with the seats and offices it held; of somebody who had left those are none."""
    _check_may(viewer, expert)
    # What was on its way while the account was being stopped ends here.
    close_sessions(expert)
    revoke_all(expert, viewer.expert)
    # Off-boarding had set the last day; one that was set before, for another reason, stays.
    if expert.left_at is not None:
        expert.expires_on = None
    expert.is_active, expert.left_at = True, None
    expert.save(update_fields=["is_active", "left_at", "expires_on"])
    record("person.restored", expert, viewer.expert)


def _check_may(viewer: Viewer, expert: Expert) -> None:
    require(viewer, administers(viewer), _("Only platform administrators can suspend accounts."))
    require(viewer, expert.pk != viewer.expert_id, _("You cannot suspend your own account."))
