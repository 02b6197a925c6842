"""Every door of /cms/ that is open, and for whom. Whatever Wagtail brings besides does not exist here."""

from typing import Any

from kb.pages.cms.roles import CmsRole

EDITOR = frozenset({CmsRole.EDITOR})
STEWARD = frozenset({CmsRole.STEWARD})
BOTH = EDITOR | STEWARD

_PAGES = (
    "add add_subpage edit view_draft preview_on_add preview_on_edit delete unpublish move "
    "move_confirm copy set_page_position history history_results revisions_view "
    "revisions_revert revisions_compare revisions_unschedule search search_results type_use type_use_results"
)
_IMAGES = (
    "index index_results edit delete preview add add_multiple edit_multiple create_multiple_from_uploaded_image "
    "delete_multiple delete_upload_multiple"
)
_IMAGE_CHOOSER = "choose choose_results chosen create select_format"
_SHARED = "wagtailadmin_home wagtailadmin_logout wagtailadmin_sprite wagtailadmin_javascript_catalog wagtailadmin_dismissibles"
_CHOOSERS = (
    "wagtailadmin_explore_root wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_choose_page "
    "wagtailadmin_choose_page_child wagtailadmin_choose_page_search wagtailadmin_block_preview"
)

_OPEN: dict[str, frozenset[CmsRole]] = {
    **dict.fromkeys(_SHARED.split(), BOTH),
    **dict.fromkeys(_CHOOSERS.split(), EDITOR),
    **{f"wagtailadmin_pages:{name}": EDITOR for name in _PAGES.split()},
    **{f"wagtailimages:{name}": EDITOR for name in _IMAGES.split()},
    **{f"wagtailimages_chooser:{name}": EDITOR for name in _IMAGE_CHOOSER.split()},
    **{f"record_chooser:{name}": EDITOR for name in ("choose", "choose_results", "chosen")},
    **{f"introductions:{name}": EDITOR for name in ("index", "index_results", "edit")},
    "wagtailadmin_api:pages:listing": EDITOR,
    "wagtailadmin_api:pages:detail": EDITOR,
    "wagtailadmin_editing_sessions:ping": EDITOR,
    "wagtailadmin_editing_sessions:release": EDITOR,
}
_KNOWLEDGE = "list list_results edit preview_on_edit history reviews revisions_view revisions_compare"
_KNOWLEDGE_VIEWS = frozenset(_KNOWLEDGE.split())
# Editing sessions name any model and any id: only pages are asked for.
_PAGE_SESSIONS = ("wagtailcore", "pages")

# Doors that have a better one in the site itself.
ELSEWHERE = {"wagtailadmin_account": "account_change_password"}


def openers(view_name: str) -> frozenset[CmsRole]:
    """Who may open a door of Wagtail's by its name; nobody for those that are not listed."""
    namespace, _colon, name = view_name.rpartition(":")
    if namespace.startswith("knowledge_"):
        return STEWARD if name in _KNOWLEDGE_VIEWS else frozenset()
    return _OPEN.get(view_name, frozenset())


def is_open(view_name: str, kwargs: dict[str, Any], roles: frozenset[CmsRole]) -> bool:
    """Whether somebody with these roles may open the door."""
    if view_name == "wagtailadmin_editing_sessions:ping" and kwargs.get("app_label") not in _PAGE_SESSIONS:
        return False
    return bool(openers(view_name) & roles)
