"""What every page of the communication team has: a marking, and the rule asked before it is served."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models, transaction
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Revision

from kb.pages.cards import Seen, seen_in
from kb.pages.cms.roles import is_editor
from kb.pages.cms.search_backend import FOLDED_TITLE
from kb.pages.forms import ReadersPageForm
from kb.pages.markings import set_readers
from kb.pages.panels import READERS_PANEL
from kb.pages.queries import way_here
from networks.access.enums import Part
from networks.access.http import ViewerRequest
from networks.access.models import Marking
from networks.access.reading import check_read
from networks.events.recording import record as record_event
from networks.people.models import Expert
from networks.text.fields import folded_value


class MarkedPage(Page):
    """A page with readers of its own. The marking belongs to the row and never comes back from a revision."""

    marking = models.OneToOneField(
        Marking, on_delete=models.PROTECT, related_name="+", editable=False, blank=True
    )

    # One rule decides who reads: Wagtail's own privacy is not offered.
    private_page_options: list[str] = []
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]
    base_form_class = ReadersPageForm
    promote_panels = [*Page.promote_panels, READERS_PANEL]
    show_in_menus_default = False
    search_fields = [*Page.search_fields, *FOLDED_TITLE]
    stream_fields: tuple[str, ...] = ("body",)

    class Meta:
        abstract = True

    def get_admin_display_title(self) -> str:
        """In lists and headers of the CMS, the label stands beside the title."""
        title = super().get_admin_display_title()
        return f"{title} · {self.marking.label}" if self.marking_id else str(title)

    @property
    def folded_title(self) -> str:
        """For the search of the CMS."""
        return folded_value(self.title)

    def full_clean(self, exclude: Collection[str] | None = None, **kwargs: Any) -> None:
        """A copy still holds the marking of its original here; it gets its own when it is saved (kb.pages.receivers)."""
        super().full_clean(exclude={*(exclude or ()), "marking"}, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A revision's text with the row's marking."""
        page = super().with_content_json(content)
        page.marking_id = self.marking_id
        return page

    @transaction.atomic
    def save_revision(self, user: Expert | None = None, **kwargs: Any) -> Revision:
        """Keep the text, and let the readers chosen beside it hold from now on."""
        revision = super().save_revision(user=user, **kwargs)
        wanted = getattr(self, "wanted_readers", None)
        if wanted and set_readers(self.marking, wanted):
            record_event("page.marked", self.page_ptr, actor=user)
        return revision

    @transaction.atomic
    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """In one transaction with the event that says so."""
        super().publish(revision, **kwargs)

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """In one transaction with the event that says so."""
        super().unpublish(*args, **kwargs)

    def check_request_method(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Wagtail asks this before anything else of a page, so the rule stands before methods as well."""
        check_read(request.viewer, self, Part.BODY)
        return super().check_request_method(request, *args, **kwargs)

    def serve(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, for those who may read it; for everybody else the 404 of what does not exist."""
        check_read(request.viewer, self, Part.BODY)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The way here, the label, and what of the cards and images in the text this reader may see."""
        context = super().get_context(request, *args, **kwargs)
        context["label"] = self.marking.label if self.marking_id else ""
        context["way_here"] = way_here(self, request.viewer)
        context["seen"] = self.seen_by(request)
        context["edit_page_url"] = self.edit_url_for(request)
        return context

    def edit_url_for(self, request: ViewerRequest) -> str:
        """Where this page is edited, for those who may do so now; empty for everybody else and in previews."""
        if not self.pk or getattr(request, "is_preview", False) or not is_editor(request.viewer):
            return ""
        return reverse("wagtailadmin_pages:edit", args=[self.pk])

    def seen_by(self, request: ViewerRequest) -> Seen:
        """Cards and images of the page's streams that this reader may see: two queries for any number."""
        return seen_in(request.viewer, [getattr(self, name) for name in self.stream_fields])

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """None ever: see private_page_options."""
        return PageViewRestriction.objects.none()
