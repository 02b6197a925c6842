"""Making and revoking personal tokens."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.acting import check_signed_in
from networks.access.reading import not_known
from networks.access.viewer import Viewer
from networks.events.recording import record, record_each
from networks.people.enums import TokenScope
from networks.people.links import hash_of
from networks.people.models import Expert, PersonalToken
from networks.people.today import today

# So that a token that was found in a file or a log is recognised.
BEGINS = "limes_"
LASTS_AT_MOST = timedelta(days=366)
AT_MOST = 10
# Within this time the same name, day and kind is the same form.
SENT_AGAIN_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True)
class MadeToken:
    """A new token with its secret, which is nowhere to be read again."""

    token: PersonalToken
    secret: str


@transaction.atomic
def make_token(viewer: Viewer, name: str, until: date, scope: str = TokenScope.API) -> MadeToken:
    """A token of one's own. ValidationError for a day that is over or too far, and for one too many."""
    check_signed_in(viewer)
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=viewer.expert_id)
    if not expert.is_active_on(today()):
        raise not_known()
    if not today() <= until <= today() + LASTS_AT_MOST:
        raise ValidationError({"expires_on": _("Choose a day within the next year.")})
    if PersonalToken.objects.valid().filter(expert=expert).count() >= AT_MOST:
        raise ValidationError(_("You have ten tokens. Revoke one that you no longer use."))
    secret = BEGINS + secrets.token_urlsafe(32)
    token = PersonalToken.objects.create(
        expert=expert, name=name, scope=scope, expires_on=until, token_hash=hash_of(secret)
    )
    record("token.made", token, expert, token=token.reference, scope=str(scope))
    return MadeToken(token, secret)


@transaction.atomic
def token_of_a_form_sent_twice(viewer: Viewer, name: str, until: date, scope: str) -> MadeToken | None:
    """The token the same form has just made. Only the second answer is seen, so the token takes the secret shown there."""
    same = PersonalToken.objects.filter(expert=viewer.expert_id, name=name, scope=scope, expires_on=until)
    since = timezone.now() - SENT_AGAIN_WITHIN
    fresh = same.filter(revoked_at=None, last_used_at=None, created_at__gte=since)
    token = fresh.select_for_update(of=("self",)).first()
    if token is None:
        return None
    secret = BEGINS + secrets.token_urlsafe(32)
    token.token_hash = hash_of(secret)
    token.save(update_fields=["token_hash"])
    return MadeToken(token, secret)


@transaction.atomic
def revoke_token(viewer: Viewer, reference: str) -> None:
    """From now on it opens nothing. 404 for what is not one's own."""
    check_signed_in(viewer)
    found = PersonalToken.objects.filter(
        expert=viewer.expert_id, reference=reference, revoked_at=None
    ).first()
    if found is None:
        raise not_known()
    _revoke([found], viewer.expert)


def revoke_all(expert: Expert, actor: Expert | None) -> None:
    """Every token of an account that stops. Call in a transaction."""
    _revoke(list(PersonalToken.objects.filter(expert=expert, revoked_at=None)), actor)


def _revoke(tokens: list[PersonalToken], actor: Expert | None) -> None:
    PersonalToken.objects.filter(pk__in=[each.pk for each in tokens]).update(revoked_at=timezone.now())
    for each in tokens:
        record_each("token.revoked", [each], actor, token=each.reference)
