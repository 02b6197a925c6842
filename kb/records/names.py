"""Names of vocabulary entries by code. Vocabularies are public and change rarely, so every reader shares them for a minute."""

from collections.abc import Callable

from django.core.cache import cache
from django.db.models import Model
from django.utils.translation import get_language

from kb.records.models import Term
from networks.people.models import Country, Language
from networks.spaces.models import Network

SECONDS = 60
_SOURCES: dict[str, tuple[type[Model], str]] = {
    "country": (Country, "code"),
    "language": (Language, "code"),
    "term": (Term, "code"),
    "network": (Network, "slug"),
}


def names_of(source: str) -> dict[str, str]:
    """Code -> name in the reader's language, for `country`, `language`, `term` or `network`."""
    model, key = _SOURCES[source]

    def load() -> dict[str, str]:
        return {getattr(row, key): str(row) for row in model.objects.all()}

    found: dict[str, str] = cache.get_or_set(f"names:{source}:{get_language()}", load, SECONDS)
    return found


def namer(source: str) -> Callable[[str], str]:
    """A function from code to name; an unknown code names itself."""
    return lambda code: names_of(source).get(code, code)
