"""Which registers there are. Each subject's `register.py` adds its own; the engine asks here."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from kb.records.register import Register

_registers: dict[str, "Register"] = {}


def add(register: "Register") -> "Register":
    """Add a register. Two of the same slug or the same model are a mistake found at start."""
    if register.slug in _registers or any(each.model is register.model for each in _registers.values()):
        raise ValueError(f"There is already a register for {register.slug}.")
    _registers[register.slug] = register
    return register


def registers() -> list["Register"]:
    """All registers in the order in which they were added."""
    return list(_registers.values())


def register_named(slug: str) -> "Register":
    """The register at an address; the 404 of everything that does not exist otherwise."""
    if slug not in _registers:
        raise Http404(_("Page not found."))
    return _registers[slug]


def register_of(content_type_id: int) -> "Register":
    """The register of a record, by its content type (cached by Django: no query)."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return next(each for each in _registers.values() if each.model is model)
