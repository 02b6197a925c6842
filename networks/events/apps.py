from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    """What happened, written down before anybody is told."""

    name = "networks.events"
    label = "events"

    def ready(self) -> None:
        """Every room that wants to hear of events says so in its `event_handlers.py`."""
        autodiscover_modules("event_handlers")
