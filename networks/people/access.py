"""Who sees whom: name, administration and languages belong to experts; contacts to those who share a network."""

from django.db.models import QuerySet

from networks.access import tokens
from networks.access.viewer import Viewer
from networks.people.enums import ExpertKind
from networks.people.models import Administration, Expert
from networks.spaces.access import administers
from networks.spaces.models import Membership, Office

# What a person may keep to themselves; the name and the administration are what the directory is for.
HIDEABLE = ("photo", "languages", "expertise", "job_title", "about", "phone", "email")
CONTACTS = ("phone", "email")


def sees_directory(viewer: Viewer) -> bool:
    """The directory is for experts; guests know those of their own spaces."""
    return tokens.EXPERTS in viewer.tokens


def known_to(viewer: Viewer) -> QuerySet[Expert]:
    """Everybody this viewer may know of: all active experts, or for guests those who share a network, and oneself."""
    people = Expert.objects.active().exclude(kind=ExpertKind.PLATFORM)
    if sees_directory(viewer):
        return people
    if not viewer.is_active:
        return people.none()
    shared = Membership.objects.active().filter(network_id__in=viewer.network_ids)
    return people.filter(pk__in=shared.values("expert_id")) | people.filter(pk=viewer.expert_id)


def shows(viewer: Viewer, expert: Expert, field: str, shared: bool) -> bool:
    """Whether this field of the person is shown: their own choice first, then contacts only where a network is shared."""
    if viewer.expert_id == expert.pk:
        return True
    if field in expert.hidden_fields:
        return False
    return shared or field not in CONTACTS


def looks_after(viewer: Viewer, expert: Expert) -> bool:
    """Whether the viewer sees how this account stands: contact point and deputy of its administration, and administrators."""
    own = expert.administration
    return administers(viewer) or (own is not None and viewer.holds("invite_colleagues", own))


def looked_after_by(viewer: Viewer) -> QuerySet[Expert]:
    """Everybody whose account the viewer looks after: the same as `looks_after`, of all."""
    if administers(viewer):
        return Expert.objects.all()
    administrations = viewer.holding("invite_colleagues", "administration")
    return Expert.objects.filter(administration__in=administrations)


def may_off_board(viewer: Viewer, expert: Expert) -> bool:
    """Say that somebody has left. Who holds an office was named by the administrators: they say it, and nobody of themselves."""
    if expert.pk == viewer.expert_id or not looks_after(viewer, expert):
        return False
    return administers(viewer) or not Office.objects.active().filter(expert=expert).exists()


def invitable_administrations(viewer: Viewer) -> QuerySet[Administration]:
    """Administrations for which this viewer may invite people."""
    if administers(viewer):
        return Administration.objects.all()
    return Administration.objects.filter(pk__in=viewer.holding("invite_colleagues", "administration"))
