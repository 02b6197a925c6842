"""The Django app of stored files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Stored files and the one view that serves them."""

    name = "networks.library"
    label = "library"
    verbose_name = _("Files")
