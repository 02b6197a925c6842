"""Who reads a page or an image: each has a marking of its own, made when it is created or copied, changed through `mark` only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from networks.access.actions.mark import hold, mark
from networks.access.enums import Label, Shape
from networks.access.models import Marking
from networks.spaces.models import Network

# RED and AMBER+STRICT name people and administrations: what is meant for so few belongs into a record, not on a page.
PAGE_LABELS = (Label.CLEAR, Label.GREEN, Label.AMBER)


@dataclass(frozen=True)
class Readers:
    """What an editor chose in a form: a label, and networks (needed for AMBER)."""

    label: str = Label.CLEAR
    network_ids: frozenset[int] = frozenset()


def readers_of_marking(marking: Marking) -> Readers:
    """The choice that a stored marking stands for."""
    return Readers(marking.label, frozenset(marking.networks.values_list("pk", flat=True)))


@transaction.atomic
def new_marking(readers: Readers | None = None) -> Marking:
    """A stored marking of the shape PLAIN; CLEAR unless readers are named."""
    chosen = readers or Readers()
    marking = Marking.objects.create(shape=Shape.PLAIN, label=chosen.label)
    marking.networks.set(_networks(chosen.network_ids))
    mark(marking)
    return marking


@transaction.atomic
def set_readers(marking: Marking, readers: Readers) -> bool:
    """Change who reads. False when nothing changed."""
    if readers_of_marking(marking) == readers:
        return False
    hold(marking)
    marking.networks.set(_networks(readers.network_ids))
    mark(marking, label=readers.label)
    return True


def give_marking(instance: Any) -> None:
    """Before the first save: the readers chosen in the form; those of the original for a copy; everybody otherwise."""
    if instance.marking_id and not _is_shared(instance):
        return
    copied = readers_of_marking(instance.marking) if instance.marking_id else None
    wanted: Readers | None = getattr(instance, "wanted_readers", None)
    instance.marking = new_marking(wanted or copied)


def _is_shared(instance: Any) -> bool:
    others = type(instance)._base_manager.filter(marking_id=instance.marking_id)
    return bool(instance._state.adding and others.exists())


def _networks(ids: Iterable[int]) -> models.QuerySet[Network]:
    return Network.objects.filter(pk__in=ids)
