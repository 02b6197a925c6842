"""The people of a network: who sits where, who may do what, and changing it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.access.acting import require
from networks.access.http import ViewerRequest
from networks.access.models import ExtraPermission
from networks.people.actions.invite_person import Newcomer, invite_person
from networks.spaces.access import may_change, may_invite, may_manage
from networks.spaces.actions import change_role as roles
from networks.spaces.actions.end_membership import remove_member
from networks.spaces.actions.end_offers import take_back_offer
from networks.spaces.actions.request_to_join import answer_request
from networks.spaces.enums import MembershipState
from networks.spaces.forms import InviteMemberForm, PermissionForm, SeatForm
from networks.spaces.models import Membership
from networks.spaces.queries import ended_in, member_network, seat_map, seats_of, waiting_in
from networks.spaces.who_may import PERMISSION_WORDS, who_may_do_less, who_may_do_what


@require_safe
def members(request: ViewerRequest, slug: str) -> HttpResponse:
    """The seat map, the members, and for those who answer them the requests."""
    network = member_network(request.viewer, slug)
    seats = list(seats_of(network))
    context = {
        "network": network,
        "seats": [(seat, may_change(request.viewer, seat)) for seat in seats],
        "rows": seat_map(request.viewer, network, seats),
        "waiting": waiting_in(request.viewer, network),
        "ended": ended_in(request.viewer, network),
        "may_invite": may_invite(request.viewer, network),
        "may_manage": may_manage(request.viewer, network),
        "table": who_may_do_what(),
        "less": who_may_do_less(),
    }
    return render(request, "spaces/members.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: ViewerRequest, slug: str) -> HttpResponse:
    """Offer a seat by address. The answer is the same whether the address was known or not."""
    network = member_network(request.viewer, slug)
    require(
        request.viewer, may_invite(request.viewer, network), _("Only the leads of the network can invite.")
    )
    form = InviteMemberForm(request.POST or None, viewer=request.viewer, network=network)
    if request.method == "POST" and form.is_valid():
        invite_person(request.viewer, Newcomer(network=network, **form.cleaned_data))
        messages.success(request, _("Invitation sent."))
        return redirect("spaces:members", slug)
    return render(request, "spaces/invite.html", {"form": form, "network": network})


@require_POST
def take_back(request: ViewerRequest, slug: str) -> HttpResponse:
    """Take an invitation back that was not answered."""
    network = member_network(request.viewer, slug)
    _try(request, lambda: take_back_offer(request.viewer, network, request.POST.get("offer", "")))
    return redirect("spaces:members", slug)


@require_POST
def answer(request: ViewerRequest, slug: str, handle: str) -> HttpResponse:
    """Accept or turn down a request."""
    network = member_network(request.viewer, slug)
    require(
        request.viewer,
        may_invite(request.viewer, network),
        _("Only people who can invite can answer requests."),
    )
    waiting = network.memberships.filter(state=MembershipState.REQUESTED)
    seat = get_object_or_404(waiting.select_related("network", "expert"), expert__handle=handle)
    accept = request.POST.get("answer") == "accept"
    reason = request.POST.get("reason", "")
    _try(request, lambda: answer_request(request.viewer, seat, accept=accept, reason=reason))
    return redirect("spaces:members", slug)


@require_http_methods(["GET", "POST"])
def member(request: ViewerRequest, slug: str, handle: str) -> HttpResponse:
    """Change what one member does, or end the seat."""
    seat = _seat(request, slug, handle)
    form = SeatForm(
        request.POST or None,
        viewer=request.viewer,
        network=seat.network,
        initial={"role": seat.role, "capacity": seat.capacity},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        _try(request, lambda: roles.change_role(request.viewer, seat, values["role"], values["capacity"]))
        return redirect("spaces:members", slug)
    extras = ExtraPermission.objects.filter(membership=seat)
    context = {
        "seat": seat,
        "network": seat.network,
        "form": form,
        "extras": [(each.codename, PERMISSION_WORDS[each.codename]) for each in extras],
        "permission_form": PermissionForm(membership=seat),
    }
    return render(request, "spaces/member.html", context)


@require_POST
def permission(request: ViewerRequest, slug: str, handle: str) -> HttpResponse:
    """Give one further permission, or take it back."""
    seat = _seat(request, slug, handle)
    verb = roles.take_permission if "take" in request.POST else roles.give_permission
    codename = request.POST.get("take") or request.POST.get("codename", "")
    _try(request, lambda: verb(request.viewer, seat, codename))
    return redirect("spaces:member", slug, handle)


@require_POST
def remove(request: ViewerRequest, slug: str, handle: str) -> HttpResponse:
    """End a seat, with a reason."""
    seat = _seat(request, slug, handle)
    _try(request, lambda: remove_member(request.viewer, seat, request.POST.get("reason", "")))
    return redirect("spaces:members", slug)


def _seat(request: ViewerRequest, slug: str, handle: str) -> Membership:
    network = member_network(request.viewer, slug)
    seat = get_object_or_404(seats_of(network), expert__handle=handle)
    require(
        request.viewer, may_change(request.viewer, seat), _("You cannot change this person's membership.")
    )
    return seat


def _try(request: ViewerRequest, act: Callable[[], object]) -> None:
    """Do it, and say in a message what came of it."""
    try:
        act()
        messages.success(request, _("Done."))
    except ValidationError as reason:
        messages.error(request, reason.messages[0])
