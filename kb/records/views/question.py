"""Asking the owner of a record a question."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kb.records import queries
from kb.records.actions.ask_owner import ask_owner, check_ask_owner
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.http import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """The question in words. What was typed stays when it is refused."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_ask_owner(request.viewer, record)
    message = request.POST.get("message", "")
    context = {"record": record, "register": record.register, "message": message}
    if request.method != "POST":
        return render(request, "records/question.html", context)
    try:
        ask_owner(request.viewer, record, message)
    except ValidationError as refusal:
        errors = [{"url": "#message", "text": " ".join(refusal.messages)}]
        return render(request, "records/question.html", context | {"errors": errors}, status=422)
    messages.success(request, _("Question sent. You will be notified of the reply."))
    return redirect(record.get_absolute_url())
