"""Writing into the trail. What cannot be written must not happen: nothing here swallows an error."""

import re
from collections.abc import Iterable, Mapping
from secrets import token_hex
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction

from networks.audit import origin
from networks.audit.canonical import mac_of
from networks.audit.enums import Outcome
from networks.audit.models import AuditEntry
from networks.audit.sealing import seal_new

NAMES = ("reference", "handle", "slug")
# Codes and references; a sentence somebody wrote is content and stays out.
CODE = re.compile(r"[\w.:+/-]{0,80}")
# What people write in words, which may be a single one.
WRITTEN = frozenset({"reason"})


def note(
    action: str,
    thing: models.Model | None = None,
    actor: Any = None,
    *,
    outcome: Outcome = Outcome.DONE,
    **details: object,
) -> None:
    """Write one entry: in the transaction that is open, at once where there is none. `actor`: an Expert, or None."""
    note_each(action, [thing], actor, outcome=outcome, details=details)


def note_asked(
    action: str, reference: str, actor: Any, *, outcome: Outcome = Outcome.DONE, **details: object
) -> None:
    """The same of what was only asked for: nobody looked whether it is there."""
    _write(_shared(action, actor, outcome, details), [{"reference": reference}])


def note_each(
    action: str,
    things: Iterable[models.Model | None],
    actor: Any = None,
    *,
    outcome: Outcome = Outcome.DONE,
    details: Mapping[str, object] | None = None,
) -> None:
    """The same of many things, in one insert."""
    listed = list(things)
    _fetch_markings([each for each in listed if each is not None])
    _write(_shared(action, actor, outcome, details or {}), map(_about, listed))


def _shared(action: str, actor: Any, outcome: Outcome, details: Mapping[str, object]) -> dict[str, Any]:
    return {
        **_about_person(actor),
        "action": action,
        "origin": origin.here(),
        "outcome": str(outcome),
        "details": _codes(details),
    }


def _write(shared: Mapping[str, Any], things: Iterable[Mapping[str, Any]]) -> None:
    AuditEntry.objects.bulk_create(_signed(AuditEntry(**shared, **each)) for each in things)
    transaction.on_commit(seal_new, robust=True)


def _signed(entry: AuditEntry) -> AuditEntry:
    entry.nonce = token_hex(8)
    entry.mac = mac_of(entry)
    return entry


def _about_person(actor: Any) -> dict[str, Any]:
    if actor is None or not actor.pk:
        return {}
    return {
        "person_id": actor.pk,
        "person": str(actor.full_name)[:250],
        "handle": str(actor.handle or "")[:80],
        "administration_id": actor.administration_id,
    }


def _about(thing: models.Model | None) -> dict[str, Any]:
    if thing is None:
        return {}
    marking = _marking_of(thing)
    return {
        "object_type": thing._meta.label_lower,
        "object_id": thing.pk,
        "reference": _name_of(thing),
        "marking_id": marking.pk if marking else None,
        "label": str(marking.label) if marking else "",
    }


def _name_of(thing: models.Model) -> str:
    """A reference, never a title. Seats and offices are called by the person who holds them, where that is at hand."""
    holder = thing._state.fields_cache.get("expert", thing)
    return next((str(getattr(holder, name)) for name in NAMES if getattr(holder, name, None)), "")[:80]


def _marking_of(thing: models.Model) -> Any:
    if thing._meta.label_lower == "access.marking":
        return thing
    return thing._state.fields_cache.get("marking") if hasattr(thing, "marking_id") else None


def _fetch_markings(things: list[models.Model]) -> None:
    """One query for all markings that are not at hand."""
    if things and _has_marking(things[0]):
        models.prefetch_related_objects(things, "marking")


def _has_marking(thing: models.Model) -> bool:
    try:
        thing._meta.get_field("marking")
    except FieldDoesNotExist:
        return False
    return True


def _codes(details: Mapping[str, object]) -> dict[str, object]:
    coded = {name: _code(each) for name, each in details.items() if name not in WRITTEN}
    return {name: value for name, value in coded.items() if value is not None}


def _code(value: object) -> object:
    if isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value) if CODE.fullmatch(value) else None
    if isinstance(value, list | tuple):
        return [each for each in (_code(each) for each in value[:100]) if each is not None]
    return None
