"""What a steward sees of one record. The viewset has asked the rule for this record before any of these runs."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.models import FormState
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.action_menu import PublishMenuItem, SnippetActionMenu
from wagtail.snippets.views import snippets as wagtail_views

from kb.records.cms.correcting import NotNow, correct, published_text, why_not_now
from kb.records.cms.versions import published_versions, version_of
from kb.records.models import Record
from kb.records.queries import with_decisions
from networks.access.reading import not_known


class OfRecord:
    """Finds the record by its reference and knows the addresses beside it."""

    model: type[Record]
    namespace: str

    @cached_property
    def record(self) -> Record:
        """The record at this address; the guard has let this person through."""
        reference = str(self.kwargs["pk"]).upper()
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
        """The published title, never a draft's."""
        return str(self.record)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """List, record, this page."""
        plural = str(self.record.register.label_plural)
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": self.list_url, "label": plural},
            {"url": self.address("edit"), "label": str(self.record)},
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
    """Every review of the record with what each person decided and why."""

    page_title = gettext_lazy("Reviews")
    header_icon = "list-ul"
    template_name = "cms/records/reviews.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Closed and open ones, newest first."""
        reviews = with_decisions(self.record.as_record().reviews.all())
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


class VersionView(OfRecord, wagtail_views.PreviewRevisionView):
    """A published version in the site's own template."""

    permission_required = "view"

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


class PublishCorrection(PublishMenuItem):
    """The one thing to do here."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Whoever sees the form may publish it; the action asks again."""
        return True


class CorrectionMenu(SnippetActionMenu):
    """Publish and nothing else: a steward leaves no drafts behind."""

    def __init__(self, request: HttpRequest, record: Record) -> None:
        self.request = request
        self.context = {"request": request, "view": "edit", "instance": record, "model": type(record)}
        self.menu_items = []
        self.default_item = PublishCorrection(order=0)


class CorrectionView(OfRecord, wagtail_views.EditView):
    """The published text in a form."""

    page_title = gettext_lazy("Correct")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """403 with a sentence while a newer draft or a review exists."""
        sentence = why_not_now(self.record)
        if sentence:
            return self._refused(sentence)
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> Record:
        """The published text, never the newest draft."""
        self.live_object = self.record
        return published_text(self.record)

    def get_lock(self) -> None:
        """Records are not locked."""

    def get_editing_sessions(self) -> None:
        """Who else looks at a text is nobody's business here; the newest version wins nothing silently."""

    def get_edit_url(self) -> str:
        """This form."""
        return self.address("edit")

    def get_history_url(self) -> str:
        """The versions."""
        return self.address("history")

    def get_preview_url(self) -> str:
        """The preview of this form."""
        return self.address("preview_on_edit")

    def get_page_subtitle(self) -> str:
        """The published title."""
        return str(self.record)

    def _get_action_menu(self) -> CorrectionMenu:
        return CorrectionMenu(self.request, self.object)

    def get_side_panels(self) -> MediaContainer:
        """The preview."""
        return MediaContainer(
            [PreviewSidePanel(self.object, self.request, preview_url=self.get_preview_url())]
        )

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Neither copies nor deletions."""
        return []

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """History and reviews."""
        return [
            HeaderButton(_("History"), url=self.address("history"), icon_name="history"),
            HeaderButton(_("Reviews"), url=self.address("reviews"), icon_name="list-ul"),
        ]

    def is_valid(self, form: Any) -> bool:
        """Everything is asked for: what is saved here is published at once."""
        valid = form.is_valid()
        self.produced_error_code = "validation_error"
        self.produced_error_message = (
            None if valid else _("The text was not published. See what is marked below.")
        )
        return valid

    def form_valid(self, form: Any) -> HttpResponse:
        """Publish, tell the owner, forget what was kept for the preview."""
        seen = form.cleaned_data.get("seen_revision")
        try:
            correct(
                self.request.viewer, self.record, form.instance, seen, lambda text: form.save(commit=False)
            )
        except NotNow as refusal:
            return self._refused(str(refusal))
        except ValidationError as fault:
            return self._incomplete(form, fault)
        FormState.objects.for_preview(user=self.request.user, instance=self.record).delete()
        messages.success(self.request, _("The corrected text is published. Its owner is told."))
        return redirect(self.list_url)

    def _incomplete(self, form: Any, fault: ValidationError) -> HttpResponse:
        by_field = fault.message_dict if hasattr(fault, "error_dict") else {None: fault.messages}
        for name, sentences in by_field.items():
            form.add_error(name if name in form.fields else None, sentences)
        self.produced_error_message = _("The text was not published. See what is marked below.")
        return self.form_invalid(form)

    def _refused(self, sentence: str) -> HttpResponse:
        context = {
            "record": self.record,
            "sentence": sentence,
            "history_url": self.get_history_url(),
            "list_url": self.list_url,
        }
        return render(self.request, "cms/records/refused.html", context, status=403)
