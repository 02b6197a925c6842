from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One way to find, one way to be refused."""

    name = "search"
    label = "search"
