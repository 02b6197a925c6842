"""Decisions on a submission, by those whose turn it is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kb.records import queries
from kb.records.access import AlreadyDecided, check_draft, check_name_owner, check_withdraw
from kb.records.actions.clear import clear, return_for_changes
from kb.records.actions.name_owner import name_owner, possible_owners
from kb.records.actions.submit import take_back
from kb.records.actions.validate import reject, validate
from kb.records.actions.withdraw import confirm, withdraw
from kb.records.detail import open_review
from kb.records.enums import FIRST_GRADES
from kb.records.models import Record, Review
from kb.records.plain_errors import placed
from kb.records.registry import register_named
from kb.records.review_page import review_context
from kb.records.views.pages import reference_in
from networks.access.enums import Part
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.audit.reading import note_reading
from networks.text.titles import english_title


def _record(request: ViewerRequest, register: str, address: str) -> Record:
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_draft(request.viewer, record)
    return record


DECISIONS: dict[str, Callable[[ViewerRequest, Review], object]] = {
    "clear": lambda request, review: clear(
        request.viewer, review, {name: request.POST.get(name, "") for name in ("title_en", "summary_en")}
    ),
    "return": lambda request, review: return_for_changes(
        request.viewer, review, request.POST.get("reason", "")
    ),
    "validate": lambda request, review: validate(
        request.viewer, review, request.POST.get("grade", ""), request.POST.get("remark", "")
    ),
    "reject": lambda request, review: reject(request.viewer, review, request.POST.get("reason", "")),
    "take_back": lambda request, review: take_back(request.viewer, review),
}


# Where the fields of a decision stand on its page; of several choices the first.
PLACES = {
    "grade": f"grade-{FIRST_GRADES[0]}",
    **{name: name for name in ("reason", "title_en", "summary_en")},
}


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """The submitted text, what was said so far, and the decision that waits for this person."""
    record = _record(request, register, address)
    waiting = open_review(record)
    if request.method != "POST":
        note_reading(request.viewer, record, part=Part.DRAFT)
        return render(request, "records/review.html", review_context(request.viewer, record, waiting))
    decision = DECISIONS.get(request.POST.get("decision", ""))
    if decision is None:
        raise not_known()
    if waiting is None:
        messages.error(request, _("Somebody else has already decided."))
        return redirect(request.path)
    return _decided(request, record, waiting, decision)


def _decided(
    request: ViewerRequest,
    record: Record,
    waiting: Review,
    decision: Callable[[ViewerRequest, Review], object],
) -> HttpResponse:
    try:
        decision(request, waiting)
    except AlreadyDecided:
        messages.error(request, _("Somebody else has already decided."))
        return redirect(request.path)
    except ValidationError as error:
        note_reading(request.viewer, record, part=Part.DRAFT)
        context = review_context(request.viewer, record, waiting)
        context |= placed(error, PLACES, record) | {"sent": request.POST}
        return render(request, "records/review.html", context, status=422)
    messages.success(request, _("Decision saved. Everybody involved has been notified."))
    return redirect("workspace:home")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_page(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """Take a published record out, with a reason."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_withdraw(request.viewer, record)
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            withdraw(request.viewer, record, request.POST.get("reason", ""))
            said = _("Withdrew “%(title)s”. A note remains at its address.")
            messages.success(request, said % {"title": english_title(record)})
            return redirect("workspace:home")
        except ValidationError as error:
            wrong = placed(error, {"reason": "reason"}, record)
    context = {"record": record, "register": record.register, "sent": request.POST, **wrong}
    return render(request, "records/withdraw.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def owner_page(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """The contact point names a new owner for what lost its own."""
    record = queries.ownerless_record(request.viewer, register_named(register), reference_in(address))
    check_name_owner(request.viewer, record)
    people = possible_owners(record)
    chosen = people.filter(handle=request.POST.get("owner", "")).first()
    if request.method == "POST" and chosen is not None:
        name_owner(request.viewer, record, chosen)
        messages.success(request, _("Owner appointed and notified."))
        return redirect("workspace:home")
    missing = ValidationError({"owner": _("Choose a person.")})
    wrong = placed(missing, {"owner": "owner"}) if request.method == "POST" else {}
    title = queries.ownerless_titles(request.viewer, [record])[record.pk]
    context = {"record": record, "title": title, "people": people, **wrong}
    return render(request, "records/owner.html", context, status=422 if wrong else 200)


@require_POST
def confirm_page(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """*Still correct.*"""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    try:
        confirm(request.viewer, record)
        messages.success(request, _("Confirmed as still correct."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(record.get_absolute_url())
