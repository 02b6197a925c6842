"""Which records a steward finds in the CMS, and which of them can be corrected now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from kb.records.cms.viewers import viewer_of_user
from kb.records.enums import READABLE_STATES
from kb.records.models import Record
from kb.records.registry import registers
from networks.access.enums import Label, Part
from networks.access.reading import visible
from networks.access.viewer import Viewer
from networks.people.models import Expert

# AMBER+STRICT and RED are for named readers; CLEAR belongs to everybody and is changed by its authors alone.
CORRECTED_LABELS = (Label.GREEN, Label.AMBER)


def in_care_of(viewer: Viewer, records: QuerySet[Any]) -> QuerySet[Any]:
    """Published GREEN and AMBER records of networks where the viewer is steward, as far as they may read them."""
    networks = viewer.holding("steward")
    readable = visible(records.filter(state__in=READABLE_STATES), viewer, Part.BODY)
    cared = Record.objects.filter(marking__label__in=CORRECTED_LABELS, marking__networks__in=networks)
    return readable.filter(pk__in=cared.values("pk"))


class KnowledgePolicy(BasePermissionPolicy):
    """Stewards view and correct; nobody adds, deletes, copies or unpublishes here."""

    actions = frozenset({"change", "view", "publish"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the person is steward of any network now."""
        return action in self.actions and bool(viewer_of_user(user).holding("steward"))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Asked of this record, not of its class."""
        return (
            instance.pk is not None
            and self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """The records in this person's care."""
        if not self.actions.intersection(actions):
            return self.model.objects.none()
        return in_care_of(viewer_of_user(user), self.model.objects.all())

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Expert]:
        """Wagtail would offer these people for notifications: nobody."""
        return Expert.objects.none()


def register() -> None:
    """Called once when the site starts, before anything asks Wagtail for a policy of a record."""
    for model in (Record, *(register.model for register in registers())):
        register_permission_policy(model, KnowledgePolicy(model), exact_class=True)
