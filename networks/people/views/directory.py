"""The directory of experts, and one expert."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.access.acting import require
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.people.access import invitable_administrations, known_to, looks_after, sees_directory
from networks.people.actions.invite_person import Newcomer, invite_person
from networks.people.directory import directory_for
from networks.people.profile_forms import InviteForm
from networks.people.profile_sections import profile_sections
from networks.people.queries import card, with_facts


@require_safe
def directory(request: ViewerRequest) -> HttpResponse:
    """Experts by name, country, network, language, expertise and administration."""
    if not sees_directory(request.viewer):
        raise not_known()
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "found": directory_for(request.viewer, request.GET),
        "kept": [(name, value) for name, values in asked.lists() if name != "q" for value in values],
        "base": f"?{asked.urlencode()}&" if asked else "?",
        "may_invite": invitable_administrations(request.viewer).exists(),
    }
    return render(request, "people/directory.html", context)


@require_safe
def profile(request: ViewerRequest, handle: str) -> HttpResponse:
    """One expert, as far as this reader is shown them."""
    expert = get_object_or_404(with_facts(known_to(request.viewer)), handle=handle)
    context = {
        "person": card(request.viewer, expert),
        "sections": profile_sections(request.viewer, expert),
        "may_see_standing": looks_after(request.viewer, expert),
    }
    return render(request, "people/profile.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: ViewerRequest) -> HttpResponse:
    """Invite a colleague. The answer is the same whether the address was known or not."""
    allowed = invitable_administrations(request.viewer).exists()
    require(request.viewer, allowed, _("Only contact points can invite colleagues of their administration."))
    form = InviteForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        invite_person(request.viewer, Newcomer(**form.cleaned_data))
        messages.success(request, _("If this address has no account yet, an invitation has been sent."))
        return redirect("people:invite")
    return render(request, "people/invite.html", {"form": form})
