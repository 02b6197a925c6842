from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Stored files and the one view that serves them."""

    name = "networks.library"
    label = "library"
