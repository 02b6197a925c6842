"""For platform administrators: opening networks, inviting people, giving offices, stopping accounts."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.access.confirming import Confirmation, ask_first
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.addresses.pages import Pages
from networks.people.actions.change_administration import change_administration
from networks.people.actions.invite_person import Newcomer, invite_person
from networks.people.actions.suspend import restore, suspend
from networks.people.models import Expert
from networks.people.queries import by_name
from networks.spaces.access import administers
from networks.spaces.actions.edit_space import close_network, open_network
from networks.spaces.actions.offices import end_office, give_office
from networks.spaces.confirmations import closing, ending_office, moving, suspending
from networks.spaces.forms import MoveForm, OfficeForm, OpenNetworkForm, PlatformInviteForm, SuspendForm
from networks.spaces.models import Office
from networks.spaces.queries import network_for, networks_looked_after
from networks.spaces.vacancies import vacancies


def check_administers(request: ViewerRequest) -> None:
    """Nobody else learns that these pages exist."""
    if not administers(request.viewer):
        raise not_known()


@require_safe
def index(request: ViewerRequest) -> HttpResponse:
    """Networks, and everybody with an account."""
    check_administers(request)
    words = request.GET.get("q", "")
    people = by_name(Expert.objects.select_related("administration__country"), words)
    page = Pages(people, 25).get_page(request.GET.get("page", "1"))
    networks = networks_looked_after(request.viewer)
    context = {"networks": networks, "page": page, "q": words, "vacant": vacancies(request.viewer)}
    return render(request, "spaces/administration.html", context)


@require_http_methods(["GET", "POST"])
def open_space(request: ViewerRequest) -> HttpResponse:
    """Open a network."""
    check_administers(request)
    form = OpenNetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        network = open_network(request.viewer, form.cleaned_data)
        messages.success(
            request, _("Created the network %(network)s. Invite its lead now.") % {"network": network.name}
        )
        return redirect("spaces:invite", network.slug)
    return render(request, "spaces/open.html", {"form": form})


@require_POST
def close_space(request: ViewerRequest, slug: str) -> HttpResponse:
    """End the mandate of a network now."""
    check_administers(request)
    network = network_for(slug)
    if (question := ask_first(request, closing(network))) is not None:
        return question
    close_network(request.viewer, network)
    messages.success(request, _("Closed the network %(network)s.") % {"network": network.name})
    return redirect("spaces:administration")


@require_http_methods(["GET", "POST"])
def invite(request: ViewerRequest) -> HttpResponse:
    """Invite anybody. What the address names is chosen beforehand."""
    check_administers(request)
    form = PlatformInviteForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        invite_person(request.viewer, Newcomer(**form.cleaned_data))
        messages.success(request, _("If this address has no account yet, an invitation has been sent."))
        return redirect("spaces:administration")
    return render(request, "spaces/platform_invite.html", {"form": form})


@require_safe
def person(request: ViewerRequest, handle: str) -> HttpResponse:
    """One account: offices, administration, stopping it."""
    check_administers(request)
    return _person_page(request, handle)


def _person_page(
    request: ViewerRequest, handle: str, status: int = 200, **sent: OfficeForm | MoveForm | SuspendForm
) -> HttpResponse:
    """The page, with what was sent and is wrong in the form it was sent by: its first wrong field takes the focus."""
    for form in sent.values():
        form.fields[next(iter(form.errors))].widget.attrs["autofocus"] = True
    expert = get_object_or_404(Expert.objects.select_related("administration__country"), handle=handle)
    forms = {"office_form": OfficeForm(), "move_form": MoveForm(), "suspend_form": SuspendForm(), **sent}
    context = {
        "person": expert,
        "offices": expert.offices.all(),
        "wrong_form": next(iter(sent.values()), None),
    }
    return render(request, "spaces/platform_person.html", context | forms, status=status)


@require_POST
def act(request: ViewerRequest, handle: str) -> HttpResponse:
    """Do one thing to an account."""
    check_administers(request)
    expert = get_object_or_404(Expert, handle=handle)
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        raise not_known()
    do = request.POST.get("do", "")
    form = FORMS[do](request.POST) if do in FORMS else None
    if form is not None and not form.is_valid():
        return _person_page(request, handle, 422, **{f"{form.name}_form": form})
    question = _question(request, expert)
    if question is not None and (page := ask_first(request, question)) is not None:
        return page
    try:
        messages.success(request, verb(request, expert))
    except ValidationError as reason:
        if form is None:
            messages.error(request, reason.messages[0])
            return redirect("spaces:platform_person", handle)
        form.add_error(form.first, reason)
        return _person_page(request, handle, 422, **{f"{form.name}_form": form})
    return redirect("spaces:platform_person", handle)


def _question(request: ViewerRequest, expert: Expert) -> Confirmation | None:
    """What is asked first; None where nothing is lost."""
    do = request.POST.get("do")
    if do == "end_office":
        return ending_office(_office(request, expert), expert)
    if do == "move":
        return moving(expert)
    if do == "suspend":
        return suspending(expert)
    return None


def _office(request: ViewerRequest, expert: Expert) -> Office:
    found: Office = get_object_or_404(expert.offices, role=request.POST.get("role", ""))
    return found


def _give(request: ViewerRequest, expert: Expert) -> str:
    form = OfficeForm(request.POST)
    form.full_clean()
    office = give_office(request.viewer, expert, form.cleaned_data["role"], form.cleaned_data["until"])
    return _("Appointed %(who)s: %(office)s.") % _words(expert, office)


def _end(request: ViewerRequest, expert: Expert) -> str:
    office = _office(request, expert)
    words = _words(expert, office)
    end_office(request.viewer, office)
    return _("%(who)s is no longer %(office)s.") % words


def _words(expert: Expert, office: Office) -> dict[str, str]:
    return {"who": expert.full_name, "office": office.get_role_display()}


def _move(request: ViewerRequest, expert: Expert) -> str:
    form = MoveForm(request.POST)
    form.full_clean()
    to = form.cleaned_data["administration"]
    change_administration(request.viewer, expert, to)
    return _("Moved %(who)s to %(administration)s.") % {"who": expert.full_name, "administration": to.name}


def _suspend(request: ViewerRequest, expert: Expert) -> str:
    suspend(request.viewer, expert, request.POST.get("reason", ""))
    return _("Suspended the account of %(who)s.") % {"who": expert.full_name}


def _restore(request: ViewerRequest, expert: Expert) -> str:
    restore(request.viewer, expert)
    return _("Reactivated the account of %(who)s.") % {"who": expert.full_name}


# The forms of the page whose errors stand at their fields.
FORMS: dict[str, type[OfficeForm] | type[MoveForm] | type[SuspendForm]] = {
    "give_office": OfficeForm,
    "move": MoveForm,
    "suspend": SuspendForm,
}
VERBS: dict[str, Callable[[ViewerRequest, Expert], str]] = {
    "give_office": _give,
    "end_office": _end,
    "move": _move,
    "suspend": _suspend,
    "restore": _restore,
}
