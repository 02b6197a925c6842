from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages and news of the communication team."""

    name = "kb.pages"
    label = "pages"
