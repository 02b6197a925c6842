"""Links between records as a reader may see them, and finding the record that somebody names."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from kb.records import queries
from kb.records.enums import READABLE_STATES, LinkKind
from kb.records.models import Record, RecordLink
from kb.records.titles import entitle
from networks.access.enums import Part
from networks.access.reading import may_read
from networks.access.viewer import Viewer

# What stands behind the register in the address of a record, whichever of its pages was copied.
IN_ADDRESS = re.compile(r"/kb/[^/?#]+/([^/?#]+)")


ENDS = ("source__marking", "source__language", "target__marking", "target__language")


@dataclass(frozen=True)
class Bond:
    """How another record bears on this one, seen from here. `outgoing`: this one says so."""

    kind: LinkKind
    other: Record
    outgoing: bool

    @property
    def words(self) -> str:
        """For example *Supersedes* on the one, *Superseded by* on the other."""
        return str(self.kind.label) if self.outgoing else self.kind.seen_from_the_other


def links_of(viewer: Viewer, record: Record) -> list[Bond]:
    """Linked records whose summaries the viewer may read: two queries."""
    both = RecordLink.objects.filter(Q(source=record.pk) | Q(target=record.pk)).order_by("pk")
    bonds = [_bond(link, record) for link in both.select_related(*ENDS)]
    readable = queries.readable_among(viewer, [each.other for each in bonds], Part.SUMMARY)
    shown = [each for each in bonds if each.other.pk in readable and each.other.state in READABLE_STATES]
    entitle(viewer, [each.other for each in shown])
    return shown


def _bond(link: RecordLink, record: Record) -> Bond:
    outgoing = link.source_id == record.pk
    return Bond(LinkKind(link.kind), link.target if outgoing else link.source, outgoing)


def superseded_by(bonds: list[Bond]) -> Record | None:
    """The record that took this one's place, as far as the reader may know of it."""
    found = (each.other for each in bonds if each.kind == LinkKind.SUPERSEDES and not each.outgoing)
    return next(found, None)


def reference_named(words: str) -> str:
    """The reference in what somebody typed or pasted: *7K3QF*, *#7K3QF*, or an address of any of its pages."""
    in_address = IN_ADDRESS.search(words)
    named = in_address.group(1) if in_address else words.strip().lstrip("#")
    return named.partition("-")[0].strip().upper()


def record_named(viewer: Viewer, words: str) -> Record:
    """The record somebody names, if they may read its summary. The same sentence otherwise, whether there is one or not."""
    found = Record.objects.filter(reference=reference_named(words), state__in=READABLE_STATES).first()
    if found is None or not may_read(viewer, found, Part.SUMMARY):
        raise ValidationError(
            {"other": _("No record with this reference was found among those you can read.")}
        )
    return found
