"""Taking away, answering, deciding, closing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from networks.access.acting import require
from networks.access.http import ViewerRequest
from networks.audit.reading import note_reading
from networks.discussions.access import post_for, rights_in
from networks.discussions.actions.accept_post import accept_post
from networks.discussions.actions.close_topic import close_topic
from networks.discussions.actions.remove_post import remove_post
from networks.discussions.actions.reopen_topic import reopen_topic
from networks.discussions.homes import action_address, home_of, post_address
from networks.discussions.refusals import Refused
from networks.discussions.views.pages import LARGEST_PLACE, show
from networks.discussions.views.posts import done


@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: ViewerRequest, reference: str, seq: int) -> HttpResponse:
    """Remove a post. Somebody else's needs a reason: the page asks for it."""
    found = post_for(request.viewer, reference, min(seq, LARGEST_PLACE))
    may_remove = rights_in(request.viewer, found.topic).may_remove(found, request.viewer)
    require(request.viewer, may_remove, _("Only its author or a lead of the network can remove a post."))
    note_reading(request.viewer, found.topic)
    context = {"post": found, "cancel_url": post_address(found.topic, found.seq)}
    if request.method != "POST":
        return render(request, "discussions/remove.html", context)
    try:
        remove_post(request.viewer, reference, seq, reason=request.POST.get("reason", ""))
    except Refused as reason:
        return render(
            request,
            "discussions/remove.html",
            context | {"wrong": reason.sentence, "errors": [{"text": reason.sentence, "url": "#reason"}]},
            status=422,
        )
    if request.accepts("text/html"):
        author = found.author.full_name if found.author else _("somebody who left")
        messages.success(request, _("Removed the post of %(who)s.") % {"who": author})
    return done(request, found.topic, found.seq)


@require_POST
def accept(request: ViewerRequest, reference: str, seq: int) -> HttpResponse:
    """Pin a post as the answer or decision."""
    try:
        topic = accept_post(request.viewer, reference, min(seq, LARGEST_PLACE))
    except Refused as reason:
        topic = post_for(request.viewer, reference, seq).topic
        return show(request, topic, status=422, form_error=reason.sentence)
    return done(request, topic, seq)


@require_POST
def close(request: ViewerRequest, reference: str) -> HttpResponse:
    """End a discussion. The answer offers to undo it."""
    topic = close_topic(request.viewer, reference)
    said = _("Closed the discussion “%(title)s”.") % {"title": topic.title}
    messages.success(request, said, extra_tags=action_address(topic, "reopen"))
    return redirect(home_of(topic))


@require_POST
def reopen(request: ViewerRequest, reference: str) -> HttpResponse:
    """Open it again."""
    topic = reopen_topic(request.viewer, reference)
    messages.success(request, _("Reopened the discussion “%(title)s”.") % {"title": topic.title})
    return redirect(home_of(topic))
