"""The CMS of the communications editors: choosing records, introductions of registers, and nothing that is not theirs."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from kb.pages.chooser import viewset as record_chooser
from kb.pages.cms.dashboard import TasksPanel
from kb.pages.cms.roles import is_editor
from kb.pages.models import RegisterIntroduction
from networks.access.http import ViewerRequest

KEPT_MENU_ITEMS = frozenset({"explorer", "images", "knowledge", "introductions"})


class IntroductionsViewSet(ModelViewSet):
    """One row for each register; editors write the text."""

    model = RegisterIntroduction
    name = "introductions"
    icon = "pilcrow"
    menu_label = _("Introductions")
    menu_order = 400
    add_to_admin_menu = True
    inspect_view_enabled = False
    copy_view_enabled = False
    list_display = ["register"]
    edit_handler = ObjectList([FieldPanel("text")])
    form_fields = ["text"]


@hooks.register("register_admin_viewset")
def register_introductions() -> IntroductionsViewSet:
    """Below /cms/introductions/."""
    return IntroductionsViewSet()


@hooks.register("register_admin_viewset")
def register_record_chooser() -> Any:
    """The modal of record cards."""
    return record_chooser


@hooks.register("construct_main_menu", order=1000)
def only_open_doors(request: ViewerRequest, items: list[MenuItem]) -> None:
    """No entry leads to a closed door."""
    items[:] = [item for item in items if item.name in KEPT_MENU_ITEMS]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: ViewerRequest, items: list[Any]) -> None:
    """Counts of pages and images say nothing to a steward and little to an editor."""
    items[:] = []


@hooks.register("construct_homepage_panels", order=1000)
def own_panels(request: ViewerRequest, panels: list[Any]) -> None:
    """What each came for first. Recent edits are an editor's."""
    if not is_editor(request.viewer):
        panels[:] = []
    panels.insert(0, TasksPanel())


@hooks.register("construct_help_menu", order=1000)
def no_help(request: ViewerRequest, items: list[MenuItem]) -> None:
    """Wagtail's own links lead off the platform."""
    items[:] = []


@hooks.register("construct_explorer_page_queryset")
def with_labels(_parent: Page, pages: QuerySet[Page], _request: ViewerRequest) -> QuerySet[Page]:
    """The labels beside the titles of a list: one query for all, of whatever kinds the pages are."""
    return pages.prefetch_related("marking")


@hooks.register("construct_page_action_menu")
def publish_first(items: list[Any], request: ViewerRequest, context: dict[str, Any]) -> None:
    """Publishing is the one next thing; saving a draft stands beside it."""
    items.sort(key=lambda item: item.name != "action-publish")
