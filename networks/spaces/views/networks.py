"""The list of networks, and the home of one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.access.acting import check_may, check_signed_in
from networks.access.confirming import ask_first
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.spaces.access import administers, is_member, may_manage
from networks.spaces.actions.answer_seat import accept_seat, decline_seat
from networks.spaces.actions.edit_space import edit_space
from networks.spaces.actions.end_membership import leave_network
from networks.spaces.actions.request_to_join import may_ask, request_to_join
from networks.spaces.area_pages import area_page_of
from networks.spaces.confirmations import leaving
from networks.spaces.enums import MembershipState
from networks.spaces.forms import RequestForm, SpaceForm
from networks.spaces.home_sections import home_sections
from networks.spaces.models import Network
from networks.spaces.queries import by_country, leads_of, network_for, own_seat, seats_of


@require_safe
def listing(request: ViewerRequest) -> HttpResponse:
    """Names and introductions, for everybody; mine first for those who have some."""
    networks = list(Network.objects.open())
    mine = [each for each in networks if is_member(request.viewer, each)]
    context = {
        "mine": mine,
        "others": [each for each in networks if each not in mine],
        "administers": administers(request.viewer),
    }
    return render(request, "spaces/list.html", context)


@require_safe
def home(request: ViewerRequest, slug: str) -> HttpResponse:
    """The home for members; its public card for everybody else."""
    network = network_for(slug)
    seat = own_seat(request.viewer, network) if request.viewer.is_active else None
    context = {"network": network, "seat": seat, "may_manage": may_manage(request.viewer, network)}
    context["area_page"] = area_page_of(request.viewer, network)
    if not is_member(request.viewer, network):
        asking = RequestForm() if seat is None and may_ask(request.viewer, network) else None
        return render(request, "spaces/card.html", {**context, "form": asking})
    seats = list(seats_of(network))
    context |= {
        "seats": seats,
        "leads": leads_of(seats),
        "countries": by_country(seats),
        "sections": home_sections(request.viewer, network),
        "may_edit": request.viewer.holds("edit_space", network),
    }
    return render(request, "spaces/home.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: ViewerRequest, slug: str) -> HttpResponse:
    """Mandate, introduction, house rules, seats."""
    network = network_for(slug)
    check_may(request.viewer, "edit_space", network, _("Only the leads of the network can edit this."))
    form = SpaceForm(request.POST or None, instance=network)
    if request.method == "POST" and form.is_valid():
        edit_space(request.viewer, Network.objects.get(pk=network.pk), form.cleaned_data)
        messages.success(request, _("Saved the changes to %(network)s.") % {"network": network.name})
        return redirect(network)
    return render(request, "spaces/edit.html", {"form": form, "network": network})


@require_POST
def ask(request: ViewerRequest, slug: str) -> HttpResponse:
    """Ask to join."""
    check_signed_in(request.viewer)
    network = network_for(slug)
    form = RequestForm(request.POST)
    try:
        request_to_join(request.viewer, network, form.cleaned_data["message"] if form.is_valid() else "")
        messages.success(request, _("Request sent. The leads of the network will answer it."))
    except ValidationError as reason:
        seat = own_seat(request.viewer, network)
        if seat is not None and seat.state == MembershipState.REQUESTED:
            messages.info(request, _("You have already asked to join. The leads of the network will answer."))
        else:
            messages.error(request, reason.messages[0])
    return redirect(network)


@require_POST
def answer(request: ViewerRequest, slug: str) -> HttpResponse:
    """Accept, decline or give up my own seat."""
    check_signed_in(request.viewer)
    network = network_for(slug)
    seat = own_seat(request.viewer, network)
    verbs = {"accept": accept_seat, "decline": decline_seat, "leave": leave_network}
    verb = verbs.get(request.POST.get("answer", ""))
    if seat is None or verb is None:
        raise not_known()
    leaves = verb is leave_network
    if leaves and (question := ask_first(request, leaving(network))) is not None:
        return question
    said = {
        "accept": _("You are now a member of %(network)s."),
        "decline": _("You have declined the invitation to %(network)s."),
        "leave": _("You are no longer a member of %(network)s."),
    }[request.POST["answer"]]
    try:
        verb(request.viewer, seat)
        messages.success(request, said % {"network": network.name})
    except ValidationError as reason:
        messages.error(request, reason.messages[0])
    return redirect(network)
