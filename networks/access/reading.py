"""The reading rule: four questions side by side. A thing may be read when the viewer's tokens meet the tokens of its part."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from networks.access import tokens
from networks.access.enums import Part
from networks.access.grants import holders, holds_in_network
from networks.access.models import Glass, Marking, MarkingToken
from networks.access.viewer import Viewer
from networks.people.enums import GUEST_KINDS, ExpertKind
from networks.people.models import Expert
from networks.people.models.expert import active_on
from networks.people.today import today
from networks.spaces.enums import ADMINISTRATION_OFFICES, OfficeRole
from networks.spaces.models import Membership, Office, Platform

M = TypeVar("M", bound=Model)


class Marked(Protocol):
    """Anything that points at a marking."""

    marking_id: int


def may_read(viewer: Viewer, thing: Marked, part: Part) -> bool:
    """Whether the viewer may read this part of the thing: one query."""
    return MarkingToken.objects.filter(
        marking_id=thing.marking_id, part=part, token__in=viewer.tokens
    ).exists()


def check_read(viewer: Viewer, thing: Marked, part: Part) -> None:
    """Raise the 404 of a thing that does not exist unless the viewer may read this part."""
    if not may_read(viewer, thing, part):
        raise not_known()


def not_known() -> Http404:
    """The one answer for what does not exist and for what one may not know."""
    return Http404(_("Page not found."))


def parts_read(viewer: Viewer, thing: Marked) -> frozenset[Part]:
    """Every part of the thing the viewer may read: one query for a page that shows several."""
    rows = MarkingToken.objects.filter(marking_id=thing.marking_id, token__in=viewer.tokens)
    return frozenset(Part(part) for part in rows.values_list("part", flat=True).distinct())


def visible(queryset: QuerySet[M], viewer: Viewer, part: Part, marking: str = "marking") -> QuerySet[M]:
    """Only what the viewer may read: one IN over the token rows. `marking` is the path to the marking's key."""
    return queryset.filter(**{f"{marking}__in": readable_markings(viewer, part)})


def visible_few(
    queryset: QuerySet[M], viewer: Viewer, part: Part | OuterRef, marking: str = "marking"
) -> QuerySet[M]:
    """As `visible`, for what is few already, such as things of one person: each is asked for by itself.

    `part` may refer to a field of the queryset that names the part.
    """
    rows = MarkingToken.objects.filter(marking_id=OuterRef(marking), part=part, token__in=viewer.tokens)
    return queryset.filter(Exists(rows))


def readable_markings(viewer: Viewer, part: Part) -> QuerySet[MarkingToken, Any]:
    """Ids of the markings whose part the viewer may read, for use as a subquery."""
    rows = MarkingToken.objects.filter(part=part, token__in=viewer.tokens)
    return rows.values("marking_id")


def tokens_of(marking: Marking | int, part: Part) -> frozenset[str]:
    """The stored tokens of a part, for the index and the socket."""
    pk = marking if isinstance(marking, int) else marking.pk
    return frozenset(MarkingToken.objects.filter(marking_id=pk, part=part).values_list("token", flat=True))


def readers_of(marking: Marking | int, part: Part) -> QuerySet[Expert]:
    """Active people who may read this part now. For notices: asked again at the moment of sending."""
    return readers_of_tokens(tokens_of(marking, part))


def readers_of_tokens(wanted: Iterable[str]) -> QuerySet[Expert]:
    """Active people who bring at least one of these tokens now."""
    condition = Q(pk__in=[])
    for token in wanted:
        condition |= _bringers(token)
    return Expert.objects.filter(active_on(today())).filter(condition)


def _bringers(token: str) -> Q:
    if token == tokens.ALL:
        return ~Q(pk=None)
    if "/glass:" in token:
        return _glass(token)
    return ~Q(kind=ExpertKind.PLATFORM) & _bringers_among_experts(token)


def _glass(token: str) -> Q:
    """Whoever holds this opening, while it is open and they administer the platform."""
    opened = Glass.objects.open_now().filter(pk=int(token.rpartition(":")[2]))
    offices = Office.objects.active().filter(role=OfficeRole.PLATFORM_ADMINISTRATOR)
    allowed = holders("administer", Platform(pk=1)).filter(pk__in=offices.values("expert"))
    return Q(pk__in=opened.values("expert")) & Q(pk__in=allowed.values("pk"))


def _bringers_among_experts(token: str) -> Q:
    if token == tokens.EXPERTS:
        return ~Q(kind__in=GUEST_KINDS)
    head, _slash, tail = token.partition("/")
    kind, _colon, number = head.partition(":")
    if kind == "person":
        return Q(pk=int(number))
    if kind == "ncp":
        return _contact_points(int(number)) & (Q(pk=int(tail.partition(":")[2])) if tail else Q())
    return _members(int(number)) & _member_condition(int(number), tail)


def _contact_points(administration_id: int) -> Q:
    offices = Office.objects.active().filter(
        administration_id=administration_id, role__in=ADMINISTRATION_OFFICES
    )
    return Q(administration_id=administration_id, pk__in=offices.values("expert_id"))


def _members(network_id: int) -> Q:
    return Q(pk__in=Membership.objects.active().filter(network_id=network_id).values("expert_id"))


def _member_condition(network_id: int, tail: str) -> Q:
    kind, _colon, value = tail.partition(":")
    if kind == "administration":
        return Q(administration_id=int(value))
    if kind == "may":
        return holds_in_network(value, network_id)
    return Q()
