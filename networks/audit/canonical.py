"""One way to write an entry down, and what is computed over it."""

import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from networks.audit.models import AuditEntry

PLAIN = (
    "person_id",
    "person",
    "handle",
    "administration_id",
    "action",
    "object_type",
    "object_id",
    "reference",
    "marking_id",
    "label",
    "origin",
    "outcome",
    "details",
    "nonce",
)
SALT = "networks.audit"


def statement_of(entry: AuditEntry) -> str:
    """Everything the entry says, in the same letters on every database."""
    said = {name: getattr(entry, name) for name in PLAIN}
    said["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def mac_of(entry: AuditEntry, key: str | bytes = "") -> str:
    """The application's word that it wrote this entry."""
    return salted_hmac(SALT, statement_of(entry), secret=key or None, algorithm="sha256").hexdigest()


def is_ours(entry: AuditEntry) -> bool:
    """Whether the application wrote the entry, with its key of today or an earlier one."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    try:
        return any(constant_time_compare(mac_of(entry, key), entry.mac) for key in keys)
    except (AttributeError, TypeError, ValueError):
        # Somebody wrote into the row what no entry can hold.
        return False


def link_hash(before: str, number: int, entry: AuditEntry) -> str:
    """SHA-256 over the link before, the place, and the whole row."""
    row = "\n".join([before, str(number), str(entry.pk), entry.mac, statement_of(entry)])
    return hashlib.sha256(row.encode()).hexdigest()
