from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who reads and who acts: the one rule of Limes."""

    name = "networks.access"
    label = "access"
