from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """Experts and the administrations they speak for."""

    name = "networks.people"
    label = "people"

    def ready(self) -> None:
        """Signing in and second factors are noted from the start; rooms say what becomes of whose things."""
        import_module("networks.people.sign_ins")
        import_module("networks.people.factor_acts")
        autodiscover_modules("consequences")
        autodiscover_modules("profile_section")
