"""What every page's layout needs."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from kb.records.copies import person_tag
from networks.access.http import ViewerRequest
from networks.audit.access import audits
from networks.notices.queries import latest_notices, unread_count
from networks.people.access import sees_directory
from networks.spaces.access import administers
from networks.tasks.queries import count_beside_menu


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the menu."""

    label: str
    url: str
    icon: str
    current: bool


def layout(request: ViewerRequest) -> dict[str, object]:
    """`viewer` and `menu` for layouts/base.html."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {}
    return {
        "viewer": viewer,
        "menu": menu_of(request),
        "person_tag": person_tag(viewer),
        "waits": SimpleLazyObject(lambda: count_beside_menu(viewer)),
        "latest_notices": SimpleLazyObject(lambda: latest_notices(viewer)),
        "unread_notices": SimpleLazyObject(lambda: unread_count(viewer)),
        "eu_login_url": eu_login_url(),
    }


def eu_login_url() -> str:
    """Where EU Login begins; empty where it is not offered."""
    return reverse("openid_connect_login", args=["eu-login"]) if settings.OIDC_SERVER_URL else ""


def menu_of(request: ViewerRequest) -> list[MenuEntry]:
    """The menu by role: at most seven entries."""
    entries = [(_("Knowledge"), "/kb/", "book"), (_("Networks"), "/networks/", "people")]
    viewer = request.viewer
    if viewer.is_active:
        entries.insert(0, (_("Workspace"), "/workspace/", "inbox"))
    if sees_directory(viewer):
        entries.append((_("People"), "/people/", "person"))
    if administers(viewer):
        entries.append((_("Administration"), reverse("spaces:administration"), "gear"))
    if viewer.holding("read_figures", "platform"):
        entries.append((_("Board"), reverse("board:figures"), "bar-chart"))
    if audits(viewer):
        entries.append((_("Audit trail"), reverse("audit:trail"), "shield"))
    if viewer.holding("edit_pages", "platform") or viewer.holding("steward"):
        entries.append((_("Content management"), reverse("wagtailadmin_home"), "pencil"))
    # Of two entries that begin alike only the longer one is the page's own.
    here = max((url for _label, url, _icon in entries if request.path.startswith(url)), key=len, default="")
    return [MenuEntry(label, url, icon, url == here) for label, url, icon in entries]
