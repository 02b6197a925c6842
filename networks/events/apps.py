from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    """What happened, written down before anybody is told."""

    name = "networks.events"
    label = "events"

    def ready(self) -> None:
        """Rooms hear of events through their `event_handlers.py` and of the clock through their `scheduled.py`."""
        autodiscover_modules("event_handlers", "scheduled")
