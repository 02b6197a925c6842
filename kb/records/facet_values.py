"""The values by which a record is counted, kept beside it as one text for each part.

They are a copy. What a viewer may count is decided by the rule at every request; a copy that is behind counts a value
that was true a moment ago, for a record that is shown to this viewer now.
"""

from collections.abc import Collection

from django.db import transaction

from kb.records.facets import facets_of
from kb.records.models import FacetValues, Record
from kb.records.models.facet_values import SEPARATOR
from kb.records.register import Facet, Register
from kb.records.registry import register_of
from networks.access.enums import Part

BATCH = 500


@transaction.atomic
def recount(ids: Collection[int]) -> None:
    """Write the values of these records anew: one query per facet and batch."""
    by_register: dict[int, list[int]] = {}
    for pk, content_type in Record.objects.filter(pk__in=ids).values_list("pk", "content_type"):
        by_register.setdefault(content_type, []).append(pk)
    for content_type, found in by_register.items():
        for start in range(0, len(found), BATCH):
            _recount(register_of(content_type), found[start : start + BATCH])


def _recount(register: Register, ids: list[int]) -> None:
    texts: dict[Part, dict[int, set[str]]] = {part: {pk: set() for pk in ids} for part in Part}
    for facet in facets_of(register):
        for pk, value in Record.objects.filter(pk__in=ids).order_by().values_list("pk", facet.path):
            if pair := _pair(facet, value):
                texts[facet.part][pk].add(pair)
    rows = [
        FacetValues(
            record_id=pk, summary=_joined(texts[Part.SUMMARY][pk]), body=_joined(texts[Part.BODY][pk])
        ).stamped()
        for pk in ids
    ]
    FacetValues.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["record"], update_fields=["summary", "body", "stamp"]
    )


def _pair(facet: Facet, value: object) -> str:
    value = value or facet.empty
    return f"{facet.key}={value}".replace(SEPARATOR, " ") if value else ""


def _joined(pairs: set[str]) -> str:
    return SEPARATOR.join(sorted(pairs))
