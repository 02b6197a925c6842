"""Plain pages: About, Privacy, Accessibility, Labels and what else the team needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from kb.pages.blocks import Body
from kb.pages.models.base import MarkedPage


class PlainPage(MarkedPage):
    """A title, a lead and a text."""

    lead = models.TextField(_("lead"), max_length=500, blank=True)
    body = StreamField(Body(), blank=True, verbose_name=_("text"))

    content_panels = [*MarkedPage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["pages.HomePage", "pages.AreaHubPage", "pages.PlainPage"]
    subpage_types = ["pages.PlainPage"]
    template = "pages/plain.html"

    class Meta:
        verbose_name = _("plain page")
