"""News."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from kb.pages.blocks import Body
from kb.pages.cards import images_of
from kb.pages.models.base import MarkedPage
from kb.pages.models.image import PageImage
from kb.pages.queries import news_for
from networks.access.http import ViewerRequest
from networks.addresses.pages import Pages
from networks.people.models import Language

NEWS_ON_A_PAGE = 25


class NewsIndexPage(MarkedPage):
    """All news, newest first. There is one."""

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*MarkedPage.content_panels, FieldPanel("introduction")]
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]
    template = "pages/news_index.html"
    stream_fields: tuple[str, ...] = ()

    class Meta:
        verbose_name = _("news index")

    def get_context(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One page of the news this reader may read."""
        context = super().get_context(request, *args, **kwargs)
        news = Pages(news_for(request.viewer, NewsPage), NEWS_ON_A_PAGE)
        context["news"] = news.get_page(request.GET.get("page"))
        return context


class NewsPage(MarkedPage):
    """One piece of news."""

    date = models.DateField(_("date"), default=timezone.localdate)
    lead = models.TextField(
        _("lead"), max_length=500, help_text=_("Shown in lists. Say what happened and whom it concerns.")
    )
    language = models.ForeignKey(
        Language,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("language"),
    )
    image = models.ForeignKey(
        PageImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("image")
    )
    image_alt = models.CharField(_("image description"), max_length=250, blank=True)
    body = StreamField(Body(), blank=True, verbose_name=_("text"))

    content_panels = [
        *MarkedPage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("language")]),
        FieldPanel("lead"),
        FieldPanel("image"),
        FieldPanel("image_alt"),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "pages/news.html"

    class Meta:
        verbose_name = _("news")

    def get_context(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The picture only for those who may see it."""
        context = super().get_context(request, *args, **kwargs)
        shown = images_of(request.viewer, [self.image_id]) if self.image_id else {}
        context["image"] = shown.get(self.image_id)
        return context
