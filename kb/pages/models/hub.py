"""A hub for each priority area."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from kb.pages.blocks import Body
from kb.pages.hubs import hub_context
from kb.pages.models.base import MarkedPage
from networks.access.http import ViewerRequest
from networks.spaces.enums import Area


class AreaHubPage(MarkedPage):
    """What an area of cooperation is about, its networks, and what has been shared on it."""

    area = models.CharField(_("area"), max_length=40, choices=Area.choices, unique=True)
    introduction = models.TextField(_("introduction"), max_length=500)
    body = StreamField(Body(), blank=True, verbose_name=_("text"))

    content_panels = [
        *MarkedPage.content_panels,
        FieldPanel("area"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.PlainPage"]
    template = "pages/hub.html"

    class Meta:
        verbose_name = _("area hub")

    def get_context(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Networks of the area and newest records of its topics, as far as the reader may know of them."""
        context = super().get_context(request, *args, **kwargs)
        context.update(hub_context(request.viewer, self.area))
        return context
