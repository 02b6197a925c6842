"""Posting, changing, reacting, by plain forms. A page's script asks for JSON and gets the place instead of a page."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from networks.access.acting import require
from networks.access.http import ViewerRequest
from networks.addresses.numbers import whole_number
from networks.discussions.access import post_for, rights_in, topic_for
from networks.discussions.actions.edit_post import edit_post
from networks.discussions.actions.mark_read import mark_read
from networks.discussions.actions.post import post
from networks.discussions.actions.react import react
from networks.discussions.enums import REACTION_SIGNS
from networks.discussions.forms import EditForm, PostForm
from networks.discussions.homes import post_address
from networks.discussions.models import Post, Topic
from networks.discussions.refusals import EditConflict, Refused
from networks.discussions.sent_again import post_sent_before
from networks.discussions.views.pages import LARGEST_PLACE, show

KIND_OF_SIGN = {sign: str(kind) for kind, sign in REACTION_SIGNS.items()}


@require_POST
def new_post(request: ViewerRequest, reference: str) -> HttpResponse:
    """The composer without a script: posts and leads to the post; sent twice it posts once."""
    topic, form = topic_for(request.viewer, reference), PostForm(request.POST)
    if not form.is_valid():
        return _refused(
            request, topic, _("The form was not complete. Nothing was sent. Your text is kept below.")
        )
    said = form.cleaned_data
    try:
        reply_to = _known(said["reply_to"])
        new = post_sent_before(request.viewer, topic, said["body"], reply_to) or post(
            request.viewer, reference, body=said["body"], key=said["key"], reply_to=reply_to
        )
    except Refused as reason:
        return _refused(request, topic, reason.sentence)
    return done(request, topic, new.seq)


@require_http_methods(["GET", "HEAD", "POST"])
def change_post(request: ViewerRequest, reference: str, seq: int) -> HttpResponse:
    """One's own words, changed. Whoever saves second is shown both versions."""
    found = post_for(request.viewer, reference, _bounded(seq))
    may_edit = rights_in(request.viewer, found.topic).may_edit(found, request.viewer)
    require(request.viewer, may_edit, _("Only the author of a post can edit it."))
    if request.method != "POST":
        return _edit_page(request, found, EditForm(initial={"body": found.body, "version": found.version}))
    form = EditForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, found, form, status=422)
    try:
        edit_post(request.viewer, reference, seq, **form.cleaned_data)
    except EditConflict as conflict:
        return _both_versions(request, conflict, form)
    except Refused as reason:
        form.add_error("body", reason.sentence)
        return _edit_page(request, found, form, status=422)
    return done(request, found.topic, seq)


@require_POST
def react_to_post(request: ViewerRequest, reference: str, seq: int) -> HttpResponse:
    """Put a sign under a post, or take it back when it is there already."""
    found = post_for(request.viewer, reference, _bounded(seq))
    kind = KIND_OF_SIGN.get(request.POST.get("emoji", ""), request.POST.get("kind", ""))
    on = not found.reactions.filter(expert=request.viewer.expert, kind=kind).exists()
    try:
        react(request.viewer, reference, seq, kind=kind, on=on)
    except Refused as reason:
        return _refused(request, found.topic, reason.sentence)
    return done(request, found.topic, seq)


@require_POST
def read_up_to(request: ViewerRequest, reference: str) -> HttpResponse:
    """Remember how far somebody has read: for pages without a socket."""
    typed = request.POST.get("seq", "")
    mark_read(request.viewer, reference, whole_number(typed, least=0, most=LARGEST_PLACE, default=0))
    return HttpResponse(status=204)


def done(request: ViewerRequest, topic: Topic, seq: int) -> HttpResponse:
    """Back to the post; for a script its place."""
    if request.accepts("text/html"):
        return redirect(post_address(topic, seq))
    return JsonResponse({"topic": topic.reference, "seq": seq})


def _refused(request: ViewerRequest, topic: Topic, sentence: str) -> HttpResponse:
    if not request.accepts("text/html"):
        return JsonResponse({"reason": sentence}, status=422)
    return show(request, topic, status=422, body=request.POST.get("body", ""), form_error=sentence)


def _edit_page(request: ViewerRequest, found: Post, form: EditForm, status: int = 200) -> HttpResponse:
    context = {"post": found, "form": form, "cancel_url": post_address(found.topic, found.seq)}
    return render(request, "discussions/edit.html", context, status=status)


def _both_versions(request: ViewerRequest, conflict: EditConflict, form: EditForm) -> HttpResponse:
    """The other version beside one's own; saving again replaces it knowingly."""
    current = conflict.post
    again = EditForm(initial={"body": form.cleaned_data["body"], "version": current.version})
    context = {"post": current, "form": again, "conflict": conflict.sentence, "other": current.body}
    context["cancel_url"] = post_address(current.topic, current.seq)
    return render(request, "discussions/edit.html", context, status=409)


def _bounded(seq: int) -> int:
    """A number too large for the column names no post."""
    return min(seq, LARGEST_PLACE)


def _known(reply_to: int | None) -> int | None:
    return min(reply_to, LARGEST_PLACE) if reply_to else None
