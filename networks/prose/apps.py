"""The room of the renderer; it has no tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProseConfig(AppConfig):
    """Markdown in, safe HTML out."""

    name = "networks.prose"
    label = "prose"
    verbose_name = _("Texts")
