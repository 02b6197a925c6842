"""Single-use links. Only a hash of a link's token is kept, so whoever reads the database cannot use one."""

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse

from networks.people.models import Invitation


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def absolute(path: str) -> str:
    """A full address on this site, for mails."""
    return f"{settings.SITE_URL}{path}"


def fresh_link(invitation: Invitation) -> str:
    """A link that opens this invitation. An earlier link of the same invitation stops working."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.save(update_fields=["token_hash"])
    return absolute(reverse("account_invitation", args=[token]))


def invitation_of(token: str) -> Invitation | None:
    """The open invitation this token belongs to."""
    found = (
        Invitation.objects.select_related("expert", "invited_by").filter(token_hash=hash_of(token)).first()
    )
    return found if found and found.is_open() and found.expert.is_active else None
