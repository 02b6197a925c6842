"""The first page."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from kb.pages.home import home_context
from kb.pages.models.base import MarkedPage
from networks.access.http import ViewerRequest


class HomePage(MarkedPage):
    """For visitors what Limes is; for those signed in what waits for them. There is one."""

    introduction = models.TextField(
        _("introduction"), max_length=500, help_text=_("What Limes is, in two sentences.")
    )

    content_panels = [*MarkedPage.content_panels, FieldPanel("introduction")]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.AreaHubPage", "pages.NewsIndexPage", "pages.PlainPage"]
    template = "pages/home.html"
    stream_fields: tuple[str, ...] = ()

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The areas, news and public practices; for those signed in the blocks of the rooms as well."""
        context = super().get_context(request, *args, **kwargs)
        context.update(home_context(request.viewer))
        return context
