from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SpacesConfig(AppConfig):
    """Networks, who sits in them, and offices held in administrations and on the platform."""

    name = "networks.spaces"
    label = "spaces"

    def ready(self) -> None:
        """Rooms that show something on a network's home say so in their `home_section.py`."""
        autodiscover_modules("home_section")
