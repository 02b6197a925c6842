"""Choosing a record for a card. An editor finds and sees only records whose summary they may read."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.telepath import register
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser, BaseChooserAdapter

from kb.records.models import Record
from kb.records.queries import called
from kb.records.registry import register_of
from networks.access.enums import Part
from networks.access.http import ViewerRequest
from networks.access.reading import not_known, visible
from networks.access.viewer import VISITOR, Viewer
from networks.text.templatetags.titles import readable_title
from networks.text.titles import english_title


def choosable(viewer: Viewer) -> QuerySet[Record]:
    """Published records whose summary the viewer may read, newest first."""
    return visible(Record.objects.listed(), viewer, Part.SUMMARY).newest_first()


class WordsForm(BaseFilterForm):
    """Words of the title or summary, or a reference."""

    q = forms.CharField(label=_("Title or reference"), required=False)

    def filter(self, objects: QuerySet[Record]) -> QuerySet[Record]:
        """Every word must stand in the title, the summary or be the reference."""
        words = self.cleaned_data.get("q", "")
        self.is_searching = bool(words)
        self.search_query = words or None
        return objects.filter(called(words))


class RecordsMixin:
    """The list of the modal: title, kind and label."""

    filter_form_class = WordsForm

    def get_object_list(self) -> QuerySet[Record]:
        """What this editor may know of."""
        return choosable(self.request.viewer).select_related("marking", "language")

    def apply_object_list_ordering(self, objects: QuerySet[Record]) -> QuerySet[Record]:
        """Newest first, as everywhere."""
        return objects

    def can_create(self) -> bool:
        """Experts make records, not editors."""
        return False

    @property
    def columns(self) -> list[Column]:
        """Title, kind, reference, label."""
        return [
            TitleColumn(
                "title",
                label=_("Title"),
                accessor=readable_title,
                get_url=lambda record: reverse(self.chosen_url_name, args=[record.reference]),
                link_attrs={"data-chooser-modal-choice": True},
            ),
            Column("kind", label=_("Kind"), accessor=lambda each: register_of(each.content_type_id).label),
            Column("reference", label=_("Reference"), accessor="reference"),
            Column("label", label=_("Label"), accessor="marking.label"),
        ]


class ChooseView(RecordsMixin, views.ChooseView):
    """The modal."""


class ChooseResultsView(RecordsMixin, views.ChooseResultsView):
    """The list in the modal, when words were typed."""


class ChosenView(views.ChosenView):
    """The answer to a choice, by reference."""

    def get(self, request: ViewerRequest, pk: str) -> HttpResponse:
        """404 for what the editor may not know of."""
        record = choosable(request.viewer).filter(reference=pk.upper()).first()
        if record is None:
            raise not_known()
        return self.get_chosen_response(record)

    def get_display_title(self, instance: Record) -> str:
        """The English title where there is one."""
        return english_title(instance)

    def get_object_id(self, instance: Record) -> str:
        """References leave the server, ids do not."""
        return instance.reference

    def get_edit_item_url(self, instance: Record) -> str:
        """Where the record can be read."""
        return instance.get_absolute_url()


class RecordChooserViewSet(ChooserViewSet):
    """The doors of the chooser: choosing only."""

    model = Record
    icon = "doc-full-inverse"
    choose_one_text = _("Choose a record")
    choose_another_text = _("Choose another record")
    edit_item_text = _("Read this record")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    register_widget = False

    def get_urlpatterns(self) -> list[Any]:
        """Neither creating nor choosing several at once."""
        return [each for each in super().get_urlpatterns() if each.name not in ("create", "chosen_multiple")]


class RecordChooserWidget(BaseChooser):
    """Shows the title of a chosen record only where everybody may read it: forms are seen by several editors."""

    model = Record
    icon = "doc-full-inverse"
    choose_one_text = _("Choose a record")
    choose_another_text = _("Choose another record")
    link_to_chosen_text = _("Read this record")
    chooser_modal_url_name = "record_chooser:choose"

    def get_value_data(self, value: str | None) -> dict[str, str] | None:
        """What stands in the form for a chosen reference."""
        if not value:
            return None
        public = choosable(VISITOR).filter(reference=value).first()
        return {
            "id": value,
            "title": english_title(public)
            if public
            else str(_("Record %(reference)s") % {"reference": value}),
            "edit_url": public.get_absolute_url() if public else "",
        }


register(BaseChooserAdapter(), RecordChooserWidget)

viewset = RecordChooserViewSet("record_chooser", url_prefix="records/choose")
