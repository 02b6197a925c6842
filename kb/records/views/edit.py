"""The guided form: new, edit, autosave, files, preview, delete."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kb.records import queries
from kb.records.access import check_create, check_edit
from kb.records.actions.draft import EditedMeanwhile, delete_draft, discard_changes
from kb.records.actions.keep_file import keep_file
from kb.records.actions.submit import submit
from kb.records.comparing import differences
from kb.records.editing import (
    Sitting,
    conflict,
    keep,
    sent_before_by,
    sitting_for,
    sitting_for_new,
    spread_errors,
    start_for_files,
)
from kb.records.enums import Route
from kb.records.files_sent import files_on_page, keep_with_files
from kb.records.form_page import form_context
from kb.records.marking_page import tell_ignored
from kb.records.registry import register_named
from kb.records.submissions import submission_context
from kb.records.views.pages import reference_in
from kb.records.way_back import back_in, carrying
from networks.access.acting import check_signed_in
from networks.access.enums import Part
from networks.access.http import ViewerRequest
from networks.audit.reading import note_reading
from networks.prose import render as render_markdown
from networks.text.titles import english_title


def _sitting(request: ViewerRequest, register: str, address: str | None) -> Sitting:
    declared = register_named(register)
    if address is None:
        check_create(request.viewer)
        return sitting_for_new(request, declared)
    record = queries.known_record(request.viewer, declared, reference_in(address))
    check_edit(request.viewer, record)
    return sitting_for(request, declared, record)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ViewerRequest, register: str, address: str | None = None) -> HttpResponse:
    """Write. `save=draft` keeps it, `save=submit` sends it on its way; what is typed is never lost."""
    sitting = _sitting(request, register, address)
    if request.method != "POST":
        return _page(request, sitting)
    if not sitting.is_valid:
        return _page(request, sitting, status=422)
    if (before := sent_before_by(sitting)) is not None:
        messages.info(request, _("You have sent this form before. This is the record it created."))
        return redirect(before.get_absolute_url())
    try:
        keep_with_files(request, sitting)
        return _send(request, sitting) if request.POST.get("save") == "submit" else _kept(request, sitting)
    except EditedMeanwhile as error:
        both = conflict(sitting, error)
        return _page(request, sitting, 409, differences=differences(both["theirs"], both["mine"]), **both)
    except ValidationError as error:
        spread_errors(sitting, error)
        return _page(request, sitting, status=422)


def _kept(request: ViewerRequest, sitting: Sitting) -> HttpResponse:
    tell_ignored(request, sitting.marking_form)
    messages.success(request, _("Draft saved. Only you and your contributors can read it."))
    back = back_in(request.POST, sitting.register)
    return redirect(carrying(f"{sitting.record.get_absolute_url()}edit/", back))


def _send(request: ViewerRequest, sitting: Sitting) -> HttpResponse:
    tell_ignored(request, sitting.marking_form)
    note = request.POST.get("change_note", "")
    review = submit(request.viewer, sitting.record, sitting.version, note)
    if review is None:
        messages.success(request, _("Published."))
    else:
        messages.success(
            request, _("Submitted to your national contact point. You will be notified of the decision.")
        )
    return redirect(carrying(sitting.record.get_absolute_url(), back_in(request.POST, sitting.register)))


def _page(request: ViewerRequest, sitting: Sitting, status: int = 200, **more: Any) -> HttpResponse:
    if sitting.record is not None:
        note_reading(request.viewer, sitting.record, part=Part.DRAFT)
    context = form_context(request, sitting)
    context["files"] = files_on_page(request, sitting)
    context["removed"] = request.POST.getlist("remove_file")
    if sitting.record is not None:
        context |= submission_context(sitting.record, frozenset({Part.DRAFT}))
    context["back"] = back_in(request.POST or request.GET, sitting.register)
    context["direct"] = sitting.register.route == Route.DIRECT
    return render(request, "records/form.html", context | more, status=status)


@require_POST
def autosave(request: ViewerRequest, register: str, address: str | None = None) -> JsonResponse:
    """Keep what is written while it is written. 409 when somebody else saved meanwhile, 422 while it cannot be kept."""
    sitting = _sitting(request, register, address)
    if not sitting.is_valid:
        return JsonResponse({"reason": _first_error(sitting)}, status=422)
    try:
        saved = keep(sitting, request.POST.getlist("files"))
    except EditedMeanwhile:
        return JsonResponse({"reason": _("Somebody else has saved this text in the meantime.")}, status=409)
    except ValidationError as error:
        return JsonResponse({"reason": " ".join(error.messages)}, status=422)
    url = f"{saved.record.get_absolute_url()}edit/"
    return JsonResponse({"version": saved.version, "url": url, "autosave": f"{url}autosave/"})


def _first_error(sitting: Sitting) -> str:
    for form in (sitting.form, sitting.marking_form, *(f for rows in sitting.form.rows for f in rows.forms)):
        for name, errors in form.errors.items():
            return f"{form.fields[name].label}: {errors[0]}" if name in form.fields else str(errors[0])
    return _("Some required fields are empty.")


@require_POST
def upload(request: ViewerRequest, register: str, address: str | None = None) -> JsonResponse:
    """Take one file for a draft. 422 with the reason when it is refused; nothing is kept then."""
    sitting = _sitting(request, register, address)
    sent = request.FILES.get("file")
    if sent is None:
        return JsonResponse({"reason": _("No file was received.")}, status=422)
    record = start_for_files(sitting)
    try:
        file = keep_file(request.viewer, record, sent)
    except ValidationError as refusal:
        return JsonResponse({"reason": " ".join(refusal.messages)}, status=422)
    return JsonResponse({"name": file.name, "url": file.get_absolute_url(), "id": file.reference})


@require_POST
def preview(request: ViewerRequest) -> HttpResponse:
    """Markdown as it will be shown."""
    check_signed_in(request.viewer)
    return HttpResponse(render_markdown(request.POST.get("body", "")[:200_000]))


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """Delete a draft that was never published, or discard the changes to what is."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_edit(request.viewer, record)
    if request.method != "POST":
        return render(request, "records/delete.html", {"record": record, "register": record.register})
    title = english_title(record.draft_title) or record.reference
    try:
        if record.live:
            discard_changes(request.viewer, record)
            said = _("Discarded the changes to “%(title)s”. The published text stays as it is.")
            messages.success(request, said % {"title": title})
            return redirect(record.get_absolute_url())
        delete_draft(request.viewer, record)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(record.get_absolute_url())
    messages.success(request, _("Deleted the draft “%(title)s”.") % {"title": title})
    return redirect("workspace:home")
