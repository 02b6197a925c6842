from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Good practices and their adoptions."""

    name = "kb.practices"
    label = "practices"
