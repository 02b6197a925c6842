"""The views that serve stored files."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.access.acting import check_signed_in
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.audit.enums import DOWNLOAD
from networks.audit.reading import note_reading
from networks.library.actions.change_photo import remove_photo, set_photo
from networks.library.enums import FileRefused
from networks.library.forms import PhotoForm
from networks.library.models import ProfilePhoto
from networks.library.queries import file_for
from networks.library.serving import response_for
from networks.people.access import known_to, shows


@require_safe
def serve(request: ViewerRequest, reference: str, name: str) -> HttpResponseBase:
    """The file, for whoever may read it. The name in the address is for the reader's eyes and not looked at."""
    file = file_for(request.viewer, reference)
    note_reading(request.viewer, file, DOWNLOAD)
    return response_for(request, file)


@require_safe
def photo(request: ViewerRequest, handle: str) -> HttpResponseBase:
    """The photo of a person, for whoever is shown it on their profile."""
    people = known_to(request.viewer).filter(handle=handle)
    found = (
        ProfilePhoto.objects.select_related("expert", "file").filter(expert__in=people.values("pk")).first()
    )
    if found is None or not shows(request.viewer, found.expert, "photo", shared=False):
        raise not_known()
    return response_for(request, found.file)


@require_http_methods(["GET", "POST"])
def own_photo(request: ViewerRequest) -> HttpResponse:
    """Add, replace or remove one's own photo."""
    check_signed_in(request.viewer)
    if "remove" in request.POST:
        remove_photo(request.viewer)
        messages.success(request, _("Your photo was removed."))
        return redirect("account_profile")
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_photo(request.viewer, form.cleaned_data["file"], form.cleaned_data["description"])
        except FileRefused as refusal:
            form.add_error("file", refusal.reason)
        else:
            messages.success(request, _("Your photo was saved."))
            return redirect("account_profile")
    held = ProfilePhoto.objects.filter(expert=request.viewer.expert_id).select_related("expert").first()
    status = 422 if form.errors else 200
    return render(request, "account/photo.html", {"form": form, "photo": held}, status=status)
