"""The form in which a steward corrects a published text. The viewset has asked the rule for this record before."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.models import FormState
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.action_menu import PublishMenuItem, SnippetActionMenu
from wagtail.snippets.views import snippets as wagtail_views

from kb.records.cms.correcting import NotNow, correct, published_text, why_not_now
from kb.records.cms.views import OfRecord
from kb.records.models import Record
from networks.access.http import ViewerRequest
from networks.text.titles import english_title


class PublishCorrection(PublishMenuItem):
    """The one thing to do here."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Whoever sees the form may publish it; the action asks again."""
        return True


class CorrectionMenu(SnippetActionMenu):
    """Publish and nothing else: a steward leaves no drafts behind."""

    def __init__(self, request: ViewerRequest, record: Record) -> None:
        self.request = request
        self.context = {"request": request, "view": "edit", "instance": record, "model": type(record)}
        self.menu_items = []
        self.default_item = PublishCorrection(order=0)


class CorrectionView(OfRecord, wagtail_views.EditView):
    """The published text in a form."""

    page_title = gettext_lazy("Correct")

    def dispatch(self, request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
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
        """The published title with its label."""
        return f"{english_title(self.record)} · {self.record.marking.label}"

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
            None if valid else _("The text was not published. Correct the errors marked below.")
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
        messages.success(
            self.request, _("The corrected text has been published and the owner has been notified.")
        )
        return redirect(self.list_url)

    def _incomplete(self, form: Any, fault: ValidationError) -> HttpResponse:
        by_field = fault.message_dict if hasattr(fault, "error_dict") else {None: fault.messages}
        for name, sentences in by_field.items():
            form.add_error(name if name in form.fields else None, sentences)
        self.produced_error_message = _("The text was not published. Correct the errors marked below.")
        return self.form_invalid(form)

    def _refused(self, sentence: str) -> HttpResponse:
        context = {
            "record": self.record,
            "sentence": sentence,
            "history_url": self.get_history_url(),
            "list_url": self.list_url,
        }
        return render(self.request, "cms/records/refused.html", context, status=403)
