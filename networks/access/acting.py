"""Who may act: membership or office active now and a permission kept by guardian. Checks ask permissions, never a role's name."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from networks.access.grants import Target, holds_in_network
from networks.access.reading import not_known
from networks.access.viewer import Viewer
from networks.people.models import Expert
from networks.spaces.models import Membership


def may(viewer: Viewer, codename: str, target: Target) -> bool:
    """Whether the viewer holds the permission on the target now. No query."""
    return viewer.holds(codename, target)


def may_in_any(viewer: Viewer, codename: str, targets: Iterable[Target]) -> bool:
    """Of several networks one suffices."""
    return any(viewer.holds(codename, each) for each in targets)


def may_in_each(viewer: Viewer, codename: str, targets: Iterable[Target]) -> bool:
    """Every one of them, and at least one."""
    listed = list(targets)
    return bool(listed) and all(viewer.holds(codename, each) for each in listed)


def check_may(viewer: Viewer, codename: str, target: Target, sentence: str) -> None:
    """403 with the sentence unless the viewer may. Whoever is not signed in learns nothing: 404."""
    require(viewer, viewer.holds(codename, target), sentence)


def who_may(codename: str, network_id: int) -> QuerySet[Expert]:
    """Active people with an active seat in the network who hold the permission there now: for notices."""
    seats = Membership.objects.active().filter(network_id=network_id).values("expert_id")
    return Expert.objects.active().filter(pk__in=seats).filter(holds_in_network(codename, network_id))


def require(viewer: Viewer, allowed: bool, sentence: str) -> None:
    """Turn an answer of the rule into 403 with a sentence; for a visitor into the 404 that carries the sign-in."""
    if allowed:
        return
    if not viewer.is_active:
        raise not_known()
    raise PermissionDenied(sentence)


def check_signed_in(viewer: Viewer) -> None:
    """404 with the sign-in for whoever is not signed in."""
    if not viewer.is_active:
        raise not_known()
