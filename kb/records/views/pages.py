"""The page of a record, its history and comparisons, and asking for more."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kb.records import queries
from kb.records.access import check_draft, check_withdraw, may_widen
from kb.records.actions.ask_more import answer, ask_for_more, asks_again_from
from kb.records.detail import detail_context, state_line
from kb.records.enums import AccessRequestKind, AccessRequestState, State
from kb.records.history import comparison, history_of
from kb.records.late_questions import where_it_stands
from kb.records.links import links_of, superseded_by
from kb.records.models import AccessRequest, Record
from kb.records.registry import register_named
from kb.records.way_back import way_here, with_way_back
from networks.access.enums import Part
from networks.access.http import ViewerRequest
from networks.access.reading import not_known, parts_read
from networks.addresses.numbers import whole_number
from networks.audit.reading import note_reading


def reference_in(address: str) -> str:
    """The reference alone is canonical; `/7K3QF-title/` answers as well."""
    return address.partition("-")[0]


@require_safe
def detail(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """What this reader may read of the record: everything, its summary, its draft, its tombstone, or nothing."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    parts = parts_read(request.viewer, record)
    if record.state == State.WITHDRAWN and parts & {Part.SUMMARY, Part.DRAFT}:
        return _tombstone(request, record, parts)
    if Part.BODY in parts or (not record.live and Part.DRAFT in parts):
        note_reading(request.viewer, record)
        context = detail_context(request.viewer, record, parts)
        way = way_here(request, record.register)
        context |= {"way": way, "actions": with_way_back(context["actions"], record, way)}
        return render(request, "records/detail.html", context)
    if Part.SUMMARY in parts:
        return _summary(request, record)
    raise not_known()


def _tombstone(request: ViewerRequest, record: Record, parts: frozenset[Part]) -> HttpResponse:
    context = {"record": record, "register": record.register, "may_see_history": Part.DRAFT in parts}
    return render(request, "records/tombstone.html", context, status=410)


def _summary(request: ViewerRequest, record: Record) -> HttpResponse:
    own = AccessRequest.objects.filter(record=record.pk, expert=request.viewer.expert_id)
    questions_asked = list(own.filter(kind=AccessRequestKind.MORE))
    asked = questions_asked[-1] if questions_asked else None
    context = {
        "record": record,
        "register": record.register,
        "way": way_here(request, record.register),
        "state": state_line(record),
        "superseded_by": superseded_by(links_of(request.viewer, record)),
        "asked": asked,
        "earlier": questions_asked[:-1],
        "stands": where_it_stands(asked) if asked else "",
        **_asking(request, asked),
    }
    return render(request, "records/summary.html", context)


def _asking(request: ViewerRequest, asked: AccessRequest | None) -> dict[str, Any]:
    """Whether they may ask for more now, or when they may ask again."""
    answered = asked is not None and asked.state != AccessRequestState.OPEN
    again = asks_again_from(asked) if asked is not None and answered else None
    may_ask = asked is None or (again is not None and again <= timezone.now())
    return {"may_ask": request.viewer.is_active and may_ask, "again_from": None if may_ask else again}


@require_safe
def draft(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """The newest draft as it would look, for those who may read it."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_draft(request.viewer, record)
    note_reading(request.viewer, record, part=Part.DRAFT)
    text = record.get_latest_revision_as_object()
    way = [{"label": record, "url": record.get_absolute_url()}]
    context = detail_context(request.viewer, text, parts_read(request.viewer, record))
    return render(
        request, "records/detail.html", context | {"is_draft": True, "discussion": None, "way": way}
    )


@require_safe
def history(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """Who did what, when and why."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_draft(request.viewer, record)
    note_reading(request.viewer, record, part=Part.DRAFT)
    context = {"record": record, "register": record.register, "items": history_of(record, request.viewer)}
    return render(request, "records/history.html", context)


@require_safe
def changes(request: ViewerRequest, register: str, address: str, old: int, new: int) -> HttpResponse:
    """Two versions of the text, by their place in the history."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_draft(request.viewer, record)
    note_reading(request.viewer, record, part=Part.DRAFT)
    context = {"record": record, "register": record.register, **comparison(record, old, new)}
    return render(request, "records/changes.html", context)


@require_POST
def ask(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """*Request access* from a summary."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    try:
        ask_for_more(request.viewer, record.as_record(), request.POST.get("message", ""))
        messages.success(request, _("Request sent. You will be notified of the answer."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(record.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """The owner or contact point sees who asks for more, and answers. `question`: its place in the list."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_withdraw(request.viewer, record)
    asked = list(queries.questions_about(request.viewer, record))
    context = {
        "record": record,
        "register": record.register,
        "asked": asked,
        "may_release": may_widen(request.viewer, record),
    }
    if request.method != "POST":
        return render(request, "records/questions.html", context)
    place = request.POST.get("question", "")
    number = whole_number(place, least=0, most=len(asked) + 1, default=0)
    if not 0 < number <= len(asked):
        raise not_known()
    try:
        granted = request.POST.get("answer") == "yes"
        answer(request.viewer, asked[number - 1], granted, request.POST.get("words", ""))
        messages.success(request, _("Answer sent."))
    except ValidationError as error:
        refusal = {"url": f"#words-{number}", "text": " ".join(error.messages)}
        context |= {"errors": [refusal], "sent": request.POST}
        return render(request, "records/questions.html", context, status=422)
    return redirect("workspace:home")
