from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages and news of the communication team."""

    name = "kb.pages"
    label = "pages"

    def ready(self) -> None:
        """Receivers, titles for notices, blocks of the first page and policies of the CMS: once all models are there."""
        import_module("kb.pages.wiring").connect_all()
