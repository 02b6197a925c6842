"""The people of a network: who sits where, who may do what, and changing it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.access.acting import require
from networks.access.confirming import ask_first
from networks.access.http import ViewerRequest
from networks.access.models import ExtraPermission
from networks.access.reading import not_known
from networks.people.actions.invite_person import Newcomer, invite_person
from networks.spaces.access import administers, may_change, may_invite, may_manage
from networks.spaces.actions import change_role as roles
from networks.spaces.actions.end_membership import remove_member
from networks.spaces.actions.end_offers import take_back_offer
from networks.spaces.actions.request_to_join import answer_request
from networks.spaces.actions.restore_membership import may_be_restored, restore_membership
from networks.spaces.confirmations import changing_role, names_of, removing, taking_back, taking_permission
from networks.spaces.enums import MembershipState, NetworkRole
from networks.spaces.forms import InviteMemberForm, PermissionForm, RemoveForm, SeatForm
from networks.spaces.models import Membership, Network
from networks.spaces.queries import (
    ended_in,
    member_network,
    removed_from,
    seat_map,
    seats_of,
    waiting_in,
)
from networks.spaces.who_may import PERMISSION_WORDS, who_may_do_less, who_may_do_what
from networks.text.characters import typed


@require_safe
def members(request: ViewerRequest, slug: str) -> HttpResponse:
    """The seat map, the members, and for those who answer them the requests."""
    return _members_page(request, member_network(request.viewer, slug))


def _members_page(request: ViewerRequest, network: Network, status: int = 200, **wrong: str) -> HttpResponse:
    """The page; `wrong_handle` and `error`: whose request was declined without what is required."""
    seats = list(seats_of(network))
    context = {
        "network": network,
        "seats": [(seat, may_change(request.viewer, seat)) for seat in seats],
        "rows": seat_map(request.viewer, network, seats),
        "waiting": waiting_in(request.viewer, network),
        "ended": [(seat, _may_restore(request, seat, seats)) for seat in ended_in(request.viewer, network)],
        "may_invite": may_invite(request.viewer, network),
        "may_manage": may_manage(request.viewer, network),
        "administers": administers(request.viewer),
        "table": who_may_do_what(),
        "less": who_may_do_less(),
    }
    return render(request, "spaces/members.html", context | wrong, status=status)


def _may_restore(request: ViewerRequest, ended: Membership, seats: list[Membership]) -> bool:
    """Offered once, and not for somebody who is a member again."""
    is_member = ended.expert_id in {each.expert_id for each in seats}
    return may_be_restored(ended) and not is_member and may_change(request.viewer, ended)


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
    """Withdraw an invitation that was not answered."""
    network = member_network(request.viewer, slug)
    may = may_invite(request.viewer, network)
    require(request.viewer, may, _("Only people who can invite can withdraw an invitation."))
    offer = request.POST.get("offer", "")
    called = _called(request, network, offer)
    if (question := ask_first(request, taking_back(network, called))) is not None:
        return question
    said = _("Withdrew the invitation to %(who)s.") % {"who": called}
    _try(request, lambda: take_back_offer(request.viewer, network, offer), said)
    return redirect("spaces:members", slug)


def _called(request: ViewerRequest, network: Network, offer: str) -> str:
    """The name of somebody chosen by name, who is on the page with it; else what was typed."""
    waiting = [each for each in waiting_in(request.viewer, network) if each.offered_to == offer]
    named = [
        each.expert.full_name for each in waiting if isinstance(each, Membership) and not each.invited_as
    ]
    return named[0] if named else offer


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
    if not accept and not typed(reason):
        error = _("Give a reason. The person will see it.")
        return _members_page(request, network, 422, wrong_handle=handle, error=error)
    said = _("%(who)s is now a member of %(network)s.") if accept else _("Declined the request of %(who)s.")
    done = said % names_of(seat)
    _try(request, lambda: answer_request(request.viewer, seat, accept=accept, reason=reason), done)
    return redirect("spaces:members", slug)


@require_http_methods(["GET", "POST"])
def member(request: ViewerRequest, slug: str, handle: str) -> HttpResponse:
    """Change what one member does, or remove them."""
    seat = _seat(request, slug, handle)
    form = _role_form(request, seat)
    if request.method != "POST":
        return _member_page(request, seat, form=form)
    if not form.is_valid():
        return _member_page(request, seat, 422, form=form)
    values = form.cleaned_data
    question = changing_role(seat, values["role"], values["capacity"])
    if question is not None and (page := ask_first(request, question)) is not None:
        return page
    role = NetworkRole(values["role"]).label
    said = _("%(who)s is now: %(role)s.") % {**names_of(seat), "role": role}
    _try(request, lambda: roles.change_role(request.viewer, seat, values["role"], values["capacity"]), said)
    return redirect("spaces:members", slug)


def _role_form(request: ViewerRequest, seat: Membership, *, sent: bool = True) -> SeatForm:
    data = request.POST if sent and request.method == "POST" else None
    initial = {"role": seat.role, "capacity": seat.capacity}
    return SeatForm(data, viewer=request.viewer, network=seat.network, initial=initial)


def _member_page(
    request: ViewerRequest, seat: Membership, status: int = 200, **forms: SeatForm | RemoveForm
) -> HttpResponse:
    extras = ExtraPermission.objects.filter(membership=seat)
    context = {
        "seat": seat,
        "network": seat.network,
        "form": forms.get("form") or _role_form(request, seat, sent=False),
        "remove_form": forms.get("remove_form") or RemoveForm(),
        "extras": [(each.codename, PERMISSION_WORDS[each.codename]) for each in extras],
        "permission_form": PermissionForm(membership=seat),
    }
    return render(request, "spaces/member.html", context, status=status)


@require_POST
def permission(request: ViewerRequest, slug: str, handle: str) -> HttpResponse:
    """Grant one additional permission, or remove it."""
    seat = _seat(request, slug, handle)
    taken = request.POST.get("take")
    if taken is not None and (question := ask_first(request, taking_permission(seat, taken))) is not None:
        return question
    codename = taken or request.POST.get("codename", "")
    verb, said = (
        (roles.take_permission, _("Removed the permission of %(who)s: %(what)s."))
        if taken is not None
        else (roles.give_permission, _("Granted a permission to %(who)s: %(what)s."))
    )
    words = {**names_of(seat), "what": PERMISSION_WORDS.get(codename, "")}
    _try(request, lambda: verb(request.viewer, seat, codename), said % words)
    return redirect("spaces:member", slug, handle)


@require_POST
def remove(request: ViewerRequest, slug: str, handle: str) -> HttpResponse:
    """Remove a member, with a reason. The answer offers to undo it."""
    seat = _seat(request, slug, handle)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        return _member_page(request, seat, 422, remove_form=form)
    reason = form.cleaned_data["reason"]
    if (question := ask_first(request, removing(seat, reason))) is not None:
        return question
    undo = reverse("spaces:restore", args=[slug, handle])
    said = _("Removed %(who)s from %(network)s.") % names_of(seat)
    _try(request, lambda: remove_member(request.viewer, seat, reason), said, undo)
    return redirect("spaces:members", slug)


@require_POST
def restore(request: ViewerRequest, slug: str, handle: str) -> HttpResponse:
    """Give a removed member the membership back."""
    network = member_network(request.viewer, slug)
    seat = removed_from(request.viewer, network, handle)
    if seat is None:
        raise not_known()
    said = _("Restored the membership of %(who)s in %(network)s.") % names_of(seat)
    _try(request, lambda: restore_membership(request.viewer, seat), said)
    return redirect("spaces:members", slug)


def _seat(request: ViewerRequest, slug: str, handle: str) -> Membership:
    network = member_network(request.viewer, slug)
    seat = get_object_or_404(seats_of(network), expert__handle=handle)
    require(
        request.viewer, may_change(request.viewer, seat), _("You cannot change this person's membership.")
    )
    return seat


def _try(request: ViewerRequest, act: Callable[[], object], said: str, undo: str = "") -> None:
    """Do it, and say in a message what came of it; `undo` is the address that takes it back."""
    try:
        act()
        messages.success(request, said, extra_tags=undo)
    except ValidationError as reason:
        messages.error(request, reason.messages[0])
