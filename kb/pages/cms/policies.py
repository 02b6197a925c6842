"""Wagtail's permission policies for what is not a page: built on the viewer, not on Django's model permissions."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from kb.pages.cms.roles import is_editor
from kb.pages.models import RegisterIntroduction
from kb.records.cms.viewers import viewer_of_user
from networks.people.models import Expert


class EditorsPolicy(BasePermissionPolicy):
    """Communications editors change; rows are made and taken away by setting up the site."""

    actions = frozenset({"change", "view"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Asked of the person's permissions as they are now."""
        return action in self.actions and is_editor(viewer_of_user(user))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Expert]:
        """Wagtail would mail these people: nobody."""
        return Expert.objects.none()


def register() -> None:
    """Called once when the site starts."""
    register_permission_policy(RegisterIntroduction, EditorsPolicy(RegisterIntroduction))
