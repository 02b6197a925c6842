"""Wagtail's search in the database, asked with folded words: pages and images are found whatever the accents."""

from functools import cache
from typing import Any

from modelsearch.backends.database import SearchBackend as database_backend
from wagtail.search import index

from networks.text.fields import folded_value

# What a page or image adds to Wagtail's own search fields; `folded_title` is a property of it.
FOLDED_TITLE = (index.SearchField("folded_title"), index.AutocompleteField("folded_title"))


class FoldsQuestions:
    """Folds what somebody typed before the index is asked."""

    def _search(self, query_compiler_class: type, query: Any, *args: Any, **kwargs: Any) -> Any:
        asked = folded_value(query) if isinstance(query, str) else query
        return super()._search(query_compiler_class, asked, *args, **kwargs)  # type: ignore[misc]


@cache
def _folding(kind: type) -> type:
    return type(f"Folding{kind.__name__}", (FoldsQuestions, kind), {})


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend of the database in use. Wagtail looks for this name."""
    return _folding(type(database_backend(params)))(params)
