from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    """What reaches a person."""

    name = "networks.notices"
    label = "notices"

    def ready(self) -> None:
        """Rooms say whom they tell of what in their `notice_kinds.py`; only then is it known which events to listen to."""
        # One after the other: in one call each room's modules are looked for together, and the handler came too early.
        autodiscover_modules("notice_kinds")
        autodiscover_modules("notice_handler")
