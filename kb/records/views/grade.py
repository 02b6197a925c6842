"""The page on which members question a grade and validators look at it again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kb.records import queries
from kb.records.actions.grade import decide_grade, doubt
from kb.records.grade_access import why_not_doubt
from kb.records.grade_page import grade_context
from kb.records.models import Record
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.acting import require
from networks.access.enums import Part
from networks.access.http import ViewerRequest
from networks.access.reading import check_read
from networks.audit.reading import note_reading


@require_http_methods(["GET", "HEAD", "POST"])
def grade(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """`decision=question` with a reason, or `decision=grade` with a grade and, where it is lower, a reason."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_read(request.viewer, record, Part.BODY)
    context = grade_context(request.viewer, record)
    taking_part = context["may_question"] or context["check"] or context["questioned"]
    require(request.viewer, bool(taking_part), why_not_doubt(request.viewer, record))
    if request.method == "POST":
        try:
            _decide(request, record)
            return redirect(record.get_absolute_url())
        except ValidationError as error:
            fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            context |= {"sent": request.POST, "errors": fields, "error_list": _listed(fields)}
    note_reading(request.viewer, record)
    return render(request, "records/grade.html", context, status=422 if context["errors"] else 200)


def _decide(request: ViewerRequest, record: Record) -> None:
    reason = request.POST.get("reason", "")
    if request.POST.get("decision") == "grade":
        check = decide_grade(request.viewer, record, request.POST.get("grade", ""), reason)
        words = _("The grade was lowered.") if check.fell else _("The grade stays as it is.")
        waiting = _("Your decision is saved. A second validator decides as well.")
        messages.success(request, words if check.closed_at else waiting)
    else:
        doubt(request.viewer, record, reason)
        messages.success(request, _("Validators of its networks were asked to check the grade."))


def _listed(fields: dict[str, list[str]]) -> list[str]:
    return [sentence for sentences in fields.values() for sentence in sentences]
