from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Experts and the administrations they speak for."""

    name = "networks.people"
    label = "people"

    def ready(self) -> None:
        """Signing in is noted from the start."""
        import_module("networks.people.sign_ins")
