from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Experts and the administrations they speak for."""

    name = "networks.people"
    label = "people"
