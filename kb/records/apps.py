from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    """The base of everything an expert publishes."""

    name = "kb.records"
    label = "records"

    def ready(self) -> None:
        """Every subject declares its registers in its `register.py`."""
        autodiscover_modules("register")
