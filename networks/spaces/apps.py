from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """Networks, who sits in them, and offices held in administrations and on the platform."""

    name = "networks.spaces"
    label = "spaces"
