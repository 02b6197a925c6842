"""One viewset for each register, made from its declaration. Every door that names a record is guarded for that record."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import path, re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from kb.records.cms import views
from kb.records.cms.correction_views import CorrectionView
from kb.records.cms.filters import filterset_for
from kb.records.cms.panels import edit_handler_of
from kb.records.cms.policy import in_care_of
from kb.records.models import Record
from kb.records.queries import called
from kb.records.register import Register
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.text.templatetags.titles import readable_title

View = Callable[..., HttpResponse]


def guarded(view: View, model: type[Record]) -> View:
    """404 unless the record named in the address is in this person's care now."""

    @wraps(view)
    def inner(request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "pk" in kwargs:
            named = model.objects.filter(reference=str(kwargs["pk"]).upper())
            if not in_care_of(request.viewer, named).exists():
                raise not_known()
        return view(request, *args, **kwargs)

    return inner


class RegisterListView(IndexView):
    """Published records in this steward's care; titles as published."""

    default_ordering = "-updated_at"
    is_searchable = True
    namespace = ""

    @cached_property
    def columns(self) -> list[Column]:
        """No checkboxes: nothing is done to many at once."""
        return [
            TitleColumn(
                "title",
                label=_("Title"),
                accessor=readable_title,
                get_url=self.get_edit_url,
                sort_key="title",
            ),
            Column("label", label=_("Label"), accessor="marking.label"),
            Column("reference", label=_("Reference"), accessor="reference"),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column("grade", label=_("Grade"), accessor="get_grade_display"),
            DateColumn("updated_at", label=_("Changed"), sort_key="updated_at"),
        ]

    def get_edit_url(self, instance: Record) -> str:
        """By reference."""
        return reverse(f"{self.namespace}:edit", args=[instance.reference])

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Every word in the published title or summary, or the reference."""
        return queryset.filter(called(self.search_query))


class KnowledgeViewSet(SnippetViewSet):
    """The doors of one register for stewards: list, correct, preview, versions, comparison, reviews."""

    register: Register
    index_view_class = RegisterListView
    edit_view_class = CorrectionView
    preview_on_edit_view_class = views.PreviewView
    revisions_view_class = views.VersionView
    revisions_compare_view_class = views.CompareView
    menu_item_is_registered = True

    def construct_view(self, view_class: type, **kwargs: Any) -> View:
        """Wagtail asks its policy of the class; this asks of the record."""
        return guarded(super().construct_view(view_class, **kwargs), self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Only the addresses that exist."""
        closed = (
            "add",
            "copy",
            "delete",
            "usage",
            "inspect",
            "lock",
            "unlock",
            "unpublish",
            "revisions_unschedule",
        )
        none = {
            f"{name}_url_name": None for name in (*closed, "revisions_revert", "history", "history_results")
        }
        return super().get_common_view_kwargs(**{**none, "namespace": self.url_namespace, **kwargs})

    def get_queryset(self, request: ViewerRequest) -> QuerySet[Any]:
        """What the list shows."""
        records = self.model.objects.select_related("marking", "language")
        return in_care_of(request.viewer, records)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """With our filters."""
        return super().get_index_view_kwargs(filterset_class=filterset_for(self.model), **kwargs)

    def get_edit_handler(self) -> Any:
        """Panels from the register's groups."""
        return edit_handler_of(self.register)

    def register_chooser_viewset(self) -> None:
        """No chooser: choosing a record is for cards, by reference and by the rule (kb.pages.chooser)."""

    def get_urlpatterns(self) -> list[Any]:
        """What is not here does not exist: no adding, copying, deleting, reverting, unpublishing, usage or inspection."""
        record = "<str:pk>"
        versions = (
            r"^history/(?P<pk>[0-9A-Za-z]+)/compare/"
            r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$"
        )
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path(f"edit/{record}/", self.edit_view, name="edit"),
            path(f"preview/{record}/", self.preview_on_edit_view, name="preview_on_edit"),
            path(f"history/{record}/", self.construct_view(views.HistoryView), name="history"),
            path(f"reviews/{record}/", self.construct_view(views.ReviewsView), name="reviews"),
            path(f"history/{record}/<int:revision_id>/", self.revisions_view, name="revisions_view"),
            re_path(versions, self.revisions_compare_view, name="revisions_compare"),
        ]


def viewset_for(register: Register) -> KnowledgeViewSet:
    """The viewset of a register."""
    return KnowledgeViewSet(
        model=register.model,
        register=register,
        icon="doc-full-inverse",
        menu_label=register.label_plural,
        base_url_path=f"knowledge/{register.slug}",
        admin_url_namespace=f"knowledge_{register.slug.replace('-', '_')}",
    )
