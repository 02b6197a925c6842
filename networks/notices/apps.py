from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    """What reaches a person."""

    name = "networks.notices"
    label = "notices"

    def ready(self) -> None:
        """Rooms say whom they tell of what in their `notice_kinds.py`; only then is it known which events to listen to."""
        autodiscover_modules("notice_kinds", "notice_handler")
