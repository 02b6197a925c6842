from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    """One way to find, one way to be refused."""

    name = "search"
    label = "search"

    def ready(self) -> None:
        """Every room that wants to be found says so in its `searchable.py`."""
        autodiscover_modules("searchable")
        # Lists of registers ask search without knowing it.
        import_module("search.listing")
