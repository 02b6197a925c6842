"""The two Django groups Wagtail asks for. They follow guardian's grants and never let anybody in by themselves."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from kb.pages.cms.roles import CmsRole, roles_of
from networks.access.viewer import viewer_of
from networks.people.models import Expert

GROUP_NAMES = {CmsRole.EDITOR: "Communications editors", CmsRole.STEWARD: "Stewards"}
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
# Wagtail keeps the permissions of its own image model, whichever model is used.
IMAGE_PERMISSIONS = ("add_image", "change_image", "choose_image")
# Wagtail asks these of its own words: kept by hand-made permission caches on the user object.
_CACHES = (
    "_perm_cache",
    "_user_perm_cache",
    "_group_perm_cache",
    "_page_permission_cache",
    "_collection_permission_cache",
)


def make_groups() -> None:
    """Both groups with exactly their permissions; safe to call again. Nobody gets Django model permissions."""
    editors, stewards = (Group.objects.get_or_create(name=GROUP_NAMES[role])[0] for role in CmsRole)
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for group in (editors, stewards):
        group.permissions.set([access])
    _let_edit_pages(editors)
    _let_use_images(editors)


def _let_edit_pages(editors: Group) -> None:
    top = Page.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS
    ):
        GroupPagePermission.objects.get_or_create(group=editors, page=top, permission=permission)


def _let_use_images(editors: Group) -> None:
    top = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=IMAGE_PERMISSIONS
    ):
        GroupCollectionPermission.objects.get_or_create(group=editors, collection=top, permission=permission)


@transaction.atomic
def align_cms_groups(expert: Expert) -> bool:
    """Put the person into the groups their roles give now, and out of the others. True when something changed.

    Called by the door of /cms/ on each request; roles given elsewhere may call it at once.
    """
    wanted = {GROUP_NAMES[role] for role in roles_of(viewer_of(expert))}
    held = set(expert.groups.filter(name__in=GROUP_NAMES.values()).values_list("name", flat=True))
    if wanted == held:
        return False
    expert.groups.remove(*Group.objects.filter(name__in=held - wanted))
    expert.groups.add(*Group.objects.filter(name__in=wanted - held))
    for name in _CACHES:
        expert.__dict__.pop(name, None)
    return True
