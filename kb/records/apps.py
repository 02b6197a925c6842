from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The base of everything an expert publishes."""

    name = "kb.records"
    label = "records"
