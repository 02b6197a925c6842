"""Names of the values of facets, derived from the model: choices, yes and no, entries of vocabularies.

Vocabularies are public and change rarely, so every reader shares their names for a minute.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from django.core.cache import cache as shared_cache
from django.db.models import BooleanField, Field, Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kb.records.models import Record, Term
from networks.people.models import Administration, Country, Language
from networks.spaces.models import Network

SECONDS = 60
# Rows whose names everybody may read. Anything else, people above all, is named by its value alone.
VOCABULARIES: tuple[type[Model], ...] = (Administration, Country, Language, Network, Term)


def names_at(path: str) -> Mapping[str, str]:
    """Value -> name in the reader's language, for the field at the end of a lookup path from Record.

    A value that is missing has no name: whoever shows it shows the value.
    """
    field, relation = end_of(path)
    if choices := getattr(field, "flatchoices", None):
        return {str(value): str(name) for value, name in choices}
    if isinstance(field, BooleanField):
        return {"True": _("Yes"), "False": _("No")}
    if relation is not None and field.model in VOCABULARIES:
        return _names_of_rows(field.model, field.name, vocabulary_of(relation))
    return {}


@cache
def end_of(path: str) -> tuple[Field, Field | None]:
    """The last field of a lookup path from Record, and the relation by which its row is chosen, if there is one."""
    model: type[Model] = Record
    relation: Field | None = None
    field: Field | None = None
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if field.is_relation:
            relation = None if field.auto_created else field
            model = field.related_model
    if field is None or field.is_relation:
        raise ValueError(f"{path} does not end at a value")
    return field, relation


def vocabulary_of(relation: Field) -> str:
    """The vocabulary a relation to terms is limited to; empty for every other relation."""
    limit = relation.get_limit_choices_to()
    return str(limit.get("vocabulary", "")) if isinstance(limit, Mapping) else ""


def _names_of_rows(model: type[Model], key: str, vocabulary: str) -> Mapping[str, str]:
    def load() -> dict[str, str]:
        rows = list(model._default_manager.filter(**({"vocabulary": vocabulary} if vocabulary else {})))
        times = Counter(getattr(row, key) for row in rows)
        # A code that two vocabularies share names neither of the two.
        return {code: str(row) for row in rows if times[code := getattr(row, key)] == 1}

    place = f"names:{model._meta.label_lower}:{key}:{vocabulary}:{get_language()}"
    found: dict[str, str] = shared_cache.get_or_set(place, load, SECONDS)
    return found
