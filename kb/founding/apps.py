from django.apps import AppConfig


class FoundingConfig(AppConfig):
    """How a platform begins: empty and real, or as a demo world."""

    name = "kb.founding"
    label = "founding"
