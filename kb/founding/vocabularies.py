"""The words records choose from: topics of customs work, types of border, traffic, ways of teaching."""

from pathlib import Path

from django.db import transaction

from kb.founding.files import Table, read
from kb.records.enums import Vocabulary
from kb.records.models import Term


@transaction.atomic
def load_terms(folder: Path) -> None:
    """Make the terms say what the files in `folder` say. What is gone is deactivated: drafts may refer to it."""
    words = read(folder / "terms.toml")
    words[Vocabulary.TOPIC] = read(folder / "topics.toml")["topic"]
    for vocabulary in Vocabulary:
        _keep(vocabulary, words[vocabulary])


def _keep(vocabulary: Vocabulary, rows: list[Table]) -> None:
    terms = [_term(vocabulary, row, order) for order, row in enumerate(rows, start=1)]
    Term.objects.bulk_create(
        terms,
        update_conflicts=True,
        unique_fields=["vocabulary", "code"],
        update_fields=["name", "names", "area", "active", "order"],
    )
    stored = Term.objects.filter(vocabulary=vocabulary)
    stored.exclude(code__in=[row["code"] for row in rows]).update(active=False)
    _tie_to_parents({term.code: term for term in stored}, rows)


def _term(vocabulary: Vocabulary, row: Table, order: int) -> Term:
    return Term(
        vocabulary=vocabulary,
        code=row["code"],
        name=row["label"],
        names={"en": row["label"], **row.get("labels", {})},
        area=row.get("area", ""),
        order=order,
    )


def _tie_to_parents(stored: dict[str, Term], rows: list[Table]) -> None:
    for row in rows:
        stored[row["code"]].parent = stored[row["parent"]] if row.get("parent") else None
    Term.objects.bulk_update([stored[row["code"]] for row in rows], ["parent"])
