"""The first page of the CMS: where each task of an editor or steward begins, and what has not been published yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from kb.pages.cms.roles import CmsRole, roles_of
from kb.pages.models import HomePage, NewsIndexPage, NewsPage
from kb.records.registry import registers
from networks.access.http import ViewerRequest
from networks.people.models import Expert

SHOWN = 10


@dataclass(frozen=True)
class Link:
    """One way into a task."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Links of one kind, and the words for when there are none."""

    title: str
    links: list[Link] = field(default_factory=list)
    empty: str = ""


class TasksPanel(Component):
    """Built for one person: what they may do now."""

    order = 10
    template_name = "cms/home/tasks.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Groups by role; somebody may have both."""
        request: ViewerRequest = (parent_context or {})["request"]
        return {"groups": groups_for(request)}


def groups_for(request: ViewerRequest) -> list[Group]:
    """An editor's tasks, then a steward's."""
    roles = roles_of(request.viewer)
    groups: list[Group] = []
    if CmsRole.EDITOR in roles:
        groups += [_beginnings(), *_unpublished(request.viewer.expert)]
    if CmsRole.STEWARD in roles:
        groups.append(_registers())
    return groups


def _beginnings() -> Group:
    """News, the home page and images: the three things an editor comes for."""
    links = []
    if index := NewsIndexPage.objects.first():
        address = ["pages", NewsPage._meta.model_name, index.pk]
        links.append(Link(_("Write news"), reverse("wagtailadmin_pages:add", args=address)))
    if home := HomePage.objects.first():
        links.append(Link(_("Edit the home page"), _edit_address(home)))
    links.append(Link(_("Add an image"), reverse("wagtailimages:add")))
    return Group(_("Start"), links)


def _unpublished(editor: Expert | None) -> list[Group]:
    """Drafts of this person, and those of others: each is published by whoever has finished it. Two queries."""
    changed = Page.objects.filter(has_unpublished_changes=True, depth__gt=1).order_by(
        "-latest_revision_created_at"
    )
    mine = changed.filter(latest_revision__user=editor)
    others = changed.exclude(latest_revision__user=editor)
    return [
        Group(_("Your drafts"), _links(mine), _("You have no drafts.")),
        Group(
            _("Waiting for publication"),
            _links(others),
            _("No pages by other editors are waiting for publication."),
        ),
    ]


def _links(pages: QuerySet[Page]) -> list[Link]:
    """Titles as drafts have them: editors see every page."""
    found = pages.defer_streamfields().specific().prefetch_related("marking")[:SHOWN]
    return [Link(each.get_admin_display_title(), _edit_address(each), _state(each)) for each in found]


def _state(page: Page) -> str:
    return _("Published, with changes") if page.live else _("Not published")


def _registers() -> Group:
    """The lists of records in a steward's care."""
    links = [
        Link(str(register.label_plural), reverse(f"knowledge_{register.slug.replace('-', '_')}:list"))
        for register in registers()
    ]
    return Group(_("Correct published records"), links)


def _edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
