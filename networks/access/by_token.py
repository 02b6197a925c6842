"""What a personal token lets a program read: at most what its owner may read at this moment, never more, never an action."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from networks.access import tokens
from networks.access.sessions import admit
from networks.access.viewer import Viewer
from networks.people.links import hash_of
from networks.people.models import PersonalToken

# The last use is written this often at most.
WRITE_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class TokenOwner:
    """Whose token it is. `reader` is what its program reads; `whole` says at most that something waits for them, never what."""

    reader: Viewer
    whole: Viewer


def viewer_by_token(secret: str, scope: str) -> Viewer | None:
    """The viewer of a token for this scope; None when it opens nothing."""
    owner = owner_by_token(secret, scope)
    return owner.reader if owner else None


@sensitive_variables("secret")
def owner_by_token(secret: str, scope: str) -> TokenOwner | None:
    """None when the token is unknown, of another scope, revoked, over, or its owner does not count today."""
    found = (
        PersonalToken.objects.valid()
        .select_related("expert__administration")
        .filter(token_hash=hash_of(secret), scope=scope)
        .first()
    )
    viewer = admit(found.expert).viewer if found else None
    if found is None or viewer is None or not viewer.is_active:
        return None
    _note_use(found)
    return TokenOwner(reduced(viewer), viewer)


def reduced(viewer: Viewer) -> Viewer:
    """Without grants and without the tokens by which TLP:RED, TLP:AMBER+STRICT and drafts are read."""
    open_ones = {tokens.ALL, tokens.EXPERTS, *(tokens.network(each) for each in viewer.network_ids)}
    return replace(
        viewer,
        tokens=viewer.tokens & frozenset(open_ones),
        grants=frozenset(),
        opened=frozenset(),
        by_token=True,
    )


def _note_use(token: PersonalToken) -> None:
    now = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - WRITE_EVERY) | Q(last_used_at__lt=F("created_at"))
    PersonalToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
