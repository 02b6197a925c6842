"""My own profile."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from networks.access.acting import check_signed_in
from networks.access.http import ViewerRequest
from networks.people.actions.edit_profile import edit_profile as change
from networks.people.actions.edit_profile import speak, speak_no_more
from networks.people.models import Expert
from networks.people.profile_forms import LanguageForm, ProfileForm


@require_http_methods(["GET", "POST"])
def edit_profile(request: ViewerRequest) -> HttpResponse:
    """What I say about myself, what I keep to myself, and the language of the pages."""
    check_signed_in(request.viewer)
    expert = Expert.objects.get(pk=request.viewer.expert_id)
    form = ProfileForm(request.POST or None, instance=expert)
    if request.method == "POST" and form.is_valid():
        change(request.viewer, form.cleaned_data)
        messages.success(request, _("Your profile has been saved."))
        return redirect("account_profile")
    languages = expert.languages.select_related("language")
    context = {"form": form, "languages": languages, "language_form": LanguageForm(), "expert": expert}
    return render(request, "account/profile.html", context)


@require_POST
def add_language(request: ViewerRequest) -> HttpResponse:
    """One more language, or another level."""
    check_signed_in(request.viewer)
    form = LanguageForm(request.POST)
    if form.is_valid():
        language = form.cleaned_data["language"]
        speak(request.viewer, language, form.cleaned_data["level"])
        messages.success(request, _("Added %(language)s to your profile.") % {"language": language})
    else:
        messages.error(request, _("Choose a language and a level."))
    return redirect("account_profile")


@require_POST
def remove_language(request: ViewerRequest, code: str) -> HttpResponse:
    """Take a language off."""
    speak_no_more(request.viewer, code)
    messages.success(request, _("The language has been removed from your profile."))
    return redirect("account_profile")
