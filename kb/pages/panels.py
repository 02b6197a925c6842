"""Panels of the editors' forms."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

READERS_PANEL = MultiFieldPanel(
    [FieldPanel("label"), FieldPanel("networks")],
    heading=_("Who can read it"),
)
