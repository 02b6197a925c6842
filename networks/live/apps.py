from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Live delivery over one socket."""

    name = "networks.live"
    label = "live"
