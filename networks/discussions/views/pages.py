"""The list of a network's topics, a topic, and a new one."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.access.acting import check_may, may
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.addresses.numbers import whole_number
from networks.addresses.pages import Pages
from networks.audit.reading import note_reading
from networks.discussions import queries
from networks.discussions.access import topic_for
from networks.discussions.actions.mark_read import mark_read
from networks.discussions.actions.start_topic import start_topic
from networks.discussions.enums import TopicKind
from networks.discussions.forms import TopicForm
from networks.discussions.homes import home_of
from networks.discussions.models import Topic
from networks.discussions.refusals import Refused
from networks.discussions.sent_again import discussion_sent_before
from networks.discussions.thread import thread_context
from networks.spaces.models import Network

TOPICS_ON_A_PAGE = 25
# Places of a topic fit the column; a longer number in an address names nothing.
LARGEST_PLACE = 2_147_483_647


@require_safe
def topic_list(request: ViewerRequest, slug: str) -> HttpResponse:
    """What a network talks about: for its members, and for others as far as they may read something of it."""
    network = Network.objects.filter(slug=slug).first()
    topics = queries.topics_of(request.viewer, network) if network else Topic.objects.none()
    if network is None or (network.pk not in request.viewer.network_ids and not topics.exists()):
        raise not_known()
    page = Pages(topics, TOPICS_ON_A_PAGE).get_page(request.GET.get("page"))
    may_start = may(request.viewer, "discuss", network)
    return render(
        request, "discussions/list.html", {"network": network, "page": page, "may_start": may_start}
    )


@require_safe
def topic_page(request: ViewerRequest, slug: str, reference: str) -> HttpResponse:
    """A topic of a network."""
    topic = topic_for(request.viewer, reference)
    if topic.network is None or topic.network.slug != slug:
        raise not_known()
    return show(request, topic)


@require_safe
def thread_page(request: ViewerRequest, reference: str) -> HttpResponse:
    """Leads to the page that shows a topic; shows it here where there is no other."""
    topic = topic_for(request.viewer, reference)
    home = home_of(topic)
    return show(request, topic) if home == request.path else redirect(home)


def show(
    request: ViewerRequest, topic: Topic, status: int = 200, body: str = "", form_error: str = ""
) -> HttpResponse:
    """The page of a topic. `body` puts back what was not accepted, `form_error` says why."""
    note_reading(request.viewer, topic)
    discussion = thread_context(
        request.viewer,
        topic,
        before=_place(request.GET.get("before")),
        reply_to=_place(request.GET.get("reply_to")),
        body=body,
        form_error=form_error,
    )
    context = {"thread": topic, "discussion": discussion}
    response = render(request, "discussions/topic.html", context, status=status)
    if request.viewer.is_active:
        mark_read(request.viewer, topic.reference, topic.last_seq)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def new_topic(request: ViewerRequest, slug: str) -> HttpResponse:
    """The form of a new topic. A form sent twice makes one."""
    network = Network.objects.filter(slug=slug, pk__in=request.viewer.network_ids).first()
    if network is None:
        raise not_known()
    check_may(request.viewer, "discuss", network, _("Only members of this network can start a discussion."))
    initial = {"key": uuid4(), "title": request.GET.get("title", "")[:200]}
    form = TopicForm(request.POST or None, initial=initial, viewer=request.viewer, network=network)
    status = 200
    if request.method == "POST":
        topic = _started(request, network, form) if form.is_valid() else None
        if topic:
            return redirect(home_of(topic))
        status = 422
    return render(request, "discussions/new.html", {"form": form, "network": network}, status=status)


def _started(request: ViewerRequest, network: Network, form: TopicForm) -> Topic | None:
    said: dict[str, Any] = form.cleaned_data
    label = form.readers().label
    try:
        before = discussion_sent_before(
            request.viewer, network, title=said["title"], body=said["body"], label=label
        )
        return before or start_topic(
            request.viewer,
            network,
            title=said["title"],
            body=said["body"],
            key=said["key"],
            kind=TopicKind(said["kind"]),
            readers=form.readers(),
        )
    except Refused as reason:
        form.add_error(None, reason.sentence)
        return None


def _place(text: str | None) -> int | None:
    place = whole_number(text, least=-1, most=LARGEST_PLACE + 1, default=-1)
    return place if 0 <= place <= LARGEST_PLACE else None
