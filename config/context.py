"""What every page's layout needs."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the menu."""

    label: str
    url: str
    icon: str
    current: bool


def layout(request: HttpRequest) -> dict[str, object]:
    """`viewer` and `menu` for layouts/base.html."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {}
    return {"viewer": viewer, "menu": menu_of(request)}


def menu_of(request: HttpRequest) -> list[MenuEntry]:
    """The menu by role: at most seven entries."""
    entries = [(_("Knowledge"), "/kb/", "book"), (_("Networks"), "/networks/", "people")]
    viewer = request.viewer
    if viewer.is_active:
        entries.insert(0, (_("Workspace"), "/workspace/", "inbox"))
        entries.append((_("People"), "/people/", "person"))
    if viewer.holding("edit_pages", "platform") or viewer.holding("steward"):
        entries.append((_("Content management"), reverse("wagtailadmin_home"), "pencil"))
    return [MenuEntry(label, url, icon, request.path.startswith(url)) for label, url, icon in entries]
