from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    """Who reads and who acts: the one rule of Limes."""

    name = "networks.access"
    label = "access"

    def ready(self) -> None:
        """Rooms say in their `named.py` how their things are named."""
        autodiscover_modules("named")
