"""Who may read a record: chosen on a page of its own, with the sentence that says it while somebody chooses."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kb.records import queries
from kb.records.access import check_choosing, check_mark
from kb.records.actions.marking import choose_readers
from kb.records.form_page import words_for_sent
from kb.records.marking_form import MarkingForm, marking_form_for
from kb.records.marking_page import marking_context, sort_errors, tell_ignored
from kb.records.models import Record
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.acting import check_signed_in
from networks.access.http import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def marking_page(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """*Who can read it*. What was chosen stays chosen when it is refused."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_mark(request.viewer, record)
    sent = request.POST if request.method == "POST" else None
    form = marking_form_for(request.viewer, record.register, record, sent)
    if sent is not None and _chosen(request, record, form):
        known = queries.knows(request.viewer, record)
        return redirect(record.get_absolute_url() if known else "workspace:home")
    context = marking_context(request.viewer, record, form)
    return render(request, "records/marking.html", context, status=200 if sent is None else 422)


def _chosen(request: ViewerRequest, record: Record, form: MarkingForm) -> bool:
    if not form.is_valid():
        return False
    try:
        changed = choose_readers(request.viewer, record, form.choice())
    except ValidationError as error:
        sort_errors(form, error)
        return False
    tell_ignored(request, form)
    messages.success(
        request, _("Readers changed. The change applies at once.") if changed else _("Nothing was changed.")
    )
    return True


@require_safe
def readers(request: ViewerRequest, register: str, address: str | None = None) -> JsonResponse:
    """*Who will be able to read this*, while label, networks and people are chosen."""
    check_signed_in(request.viewer)
    declared, record = register_named(register), None
    if address is not None:
        record = queries.known_record(request.viewer, declared, reference_in(address))
        check_choosing(request.viewer, record)
    return JsonResponse({"sentence": words_for_sent(request.viewer, declared, request.GET, record)})
