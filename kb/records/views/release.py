"""*Request release*: asking for wider circulation of what one reads."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kb.records import queries
from kb.records.actions.release import check_request, request_release
from kb.records.forms import ReleaseForm
from kb.records.marking_page import sort_errors
from kb.records.models import Record
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.http import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def release_page(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """To whom, and why. What was chosen stays chosen when it is refused."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_request(request.viewer, record)
    sent = request.POST if request.method == "POST" else None
    form = ReleaseForm(request.viewer, record, sent)
    if sent is not None and _asked(request, record, form):
        return redirect(record.get_absolute_url())
    context = {"record": record, "register": record.register, "form": form}
    return render(request, "records/release.html", context, status=200 if sent is None else 422)


def _asked(request: ViewerRequest, record: Record, form: ReleaseForm) -> bool:
    if not form.is_valid():
        return False
    try:
        request_release(request.viewer, record.as_record(), form.wish())
    except ValidationError as error:
        sort_errors(form, error)
        return False
    messages.success(request, _("Request sent. You will be notified of the answer."))
    return True
