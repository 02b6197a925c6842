from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What reaches a person."""

    name = "networks.notices"
    label = "notices"
