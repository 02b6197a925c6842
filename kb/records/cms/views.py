"""What a steward sees of one record. The viewset has asked the rule for this record before any of these runs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views import snippets as wagtail_views

from kb.records.cms.correcting import published_text, why_not_now
from kb.records.cms.versions import published_versions, reviews_of_published, version_of
from kb.records.detail import detail_context
from kb.records.models import Record
from networks.access.enums import Part
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.text.titles import english_title


class OfRecord:
    """Finds the record by its reference and knows the addresses beside it."""

    # Both given by the viewset.
    model: Any = None
    namespace = ""
    pk = ""
    kwargs: dict[str, Any]

    @cached_property
    def record(self) -> Record:
        """The record at this address; the guard has let this person through."""
        # Wagtail's views of versions keep the name they were given in `pk`.
        reference = str(self.kwargs.get("pk") or self.pk).upper()
        found = self.model.objects.select_related("marking", "live_revision")
        record: Record = found.get(reference=reference)
        return record

    def address(self, name: str, *more: Any) -> str:
        """The address of another view of this record."""
        return reverse(f"{self.namespace}:{name}", args=[self.record.reference, *more])

    @property
    def list_url(self) -> str:
        """The register's list."""
        return reverse(f"{self.namespace}:list")


class SideView(OfRecord, WagtailAdminTemplateMixin, TemplateView):
    """A page beside the form: history, reviews, refusal."""

    header_icon = "history"
    _show_breadcrumbs = True

    def get_page_subtitle(self) -> str:
        """The published title, never a draft's, with its label."""
        return f"{english_title(self.record)} · {self.record.marking.label}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """List, record, this page."""
        plural = str(self.record.register.label_plural)
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": self.list_url, "label": plural},
            {"url": self.address("edit"), "label": english_title(self.record)},
            {"url": "", "label": self.get_page_title()},
        ]


class HistoryView(SideView):
    """Published versions, newest first, each to be read or compared with the one before."""

    page_title = gettext_lazy("History")
    template_name = "cms/records/history.html"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """To the reviews."""
        return [HeaderButton(_("Reviews"), url=self.address("reviews"), icon_name="list-ul")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each version with the one before it."""
        versions = list(published_versions(self.record))
        before = [*versions[1:], None]
        rows = [self._row(version, older) for version, older in zip(versions, before, strict=True)]
        return super().get_context_data(**kwargs) | {"record": self.record, "versions": rows}

    def _row(self, version: Any, older: Any) -> dict[str, Any]:
        compare = self.address("revisions_compare", older.pk, version.pk) if older else ""
        return {
            "version": version,
            "is_live": version.pk == self.record.live_revision_id,
            "view_url": self.address("revisions_view", version.pk),
            "compare_url": compare,
        }


class ReviewsView(SideView):
    """The reviews that let the published versions out, with what each person decided and why."""

    page_title = gettext_lazy("Reviews")
    header_icon = "list-ul"
    template_name = "cms/records/reviews.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Newest first."""
        reviews = reviews_of_published(self.record)
        return super().get_context_data(**kwargs) | {"record": self.record, "reviews": reviews}


class CompareView(OfRecord, wagtail_views.RevisionsCompareView):
    """What changed between two published versions."""

    permission_required = "view"

    def get_object(self, queryset: Any = None) -> Record:
        """By reference."""
        return self.record

    def get_edit_url(self) -> str:
        """The form."""
        return self.address("edit")

    def get_history_url(self) -> str:
        """The versions."""
        return self.address("history")

    def _get_revision_and_heading(self, revision_id: str) -> tuple[Record, str]:
        version = version_of(self.record, revision_id)
        return version.as_object(), str(version.created_at.date())


def shown(request: ViewerRequest, text: Record) -> HttpResponse:
    """A text in the site's own template, as a reader of the body sees it, under the site's own strict policy."""
    context = detail_context(request.viewer, text, frozenset({Part.SUMMARY, Part.BODY}))
    request.is_in_cms = False
    return render(request, text.get_preview_template(request, ""), context | {"discussion": None})


class VersionView(OfRecord, wagtail_views.PreviewRevisionView):
    """A published version in the site's own template."""

    permission_required = "view"

    def get(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The version."""
        return shown(request, self.revision_object)

    def get_object(self) -> Record:
        """By reference."""
        return self.record

    def get_revision_object(self) -> Record:
        """A version that was published; 404 for drafts."""
        return version_of(self.record, str(self.revision_id)).as_object()


class PreviewView(OfRecord, wagtail_views.PreviewOnEditView):
    """The correction as it would look. What was typed is kept for this steward alone, until it is published."""

    def get_object(self) -> Record:
        """The published text; nothing while somebody else is at work on it."""
        if why_not_now(self.record):
            raise not_known()
        return published_text(self.record)

    def get(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What was typed, on the published text. Shown in the frame beside the form."""
        form = self.get_form(self._get_form_data(self._get_form_state()))
        if not self.validate_form(form):
            return self.error_response()
        form.save(commit=False)
        return shown(request, self.object)
