"""Starting a topic in a network."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from networks.access.acting import check_may
from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label, Part, Shape
from networks.access.models import Marking
from networks.access.viewer import Viewer
from networks.discussions.access import signed_in
from networks.discussions.actions.post import write_post
from networks.discussions.enums import TopicKind
from networks.discussions.models import Post, Topic
from networks.discussions.refusals import Refused
from networks.discussions.texts import clean_body, clean_title
from networks.events.recording import record
from networks.people.models import Administration, Expert
from networks.spaces.models import Network


@dataclass(frozen=True)
class Readers:
    """Who is to read a new topic: the label, and for the closed labels whom it names."""

    label: Label = Label.AMBER
    administrations: Iterable[Administration] = field(default_factory=tuple)
    recipients: Iterable[Expert] = field(default_factory=tuple)


@transaction.atomic
def start_topic(
    viewer: Viewer,
    network: Network,
    *,
    title: str,
    body: str,
    key: UUID,
    kind: TopicKind = TopicKind.QUESTION,
    readers: Readers | None = None,
) -> Topic:
    """A new topic with its first post. The same key again gives the same topic.

    Raises Http404 or PermissionDenied without the right, Refused for an empty text or RED without a recipient.
    """
    check_may(viewer, "discuss", network, _("Only members of this network can start a discussion."))
    author = signed_in(viewer)
    # Two forms with one key sent at once: the second waits here until the first is committed.
    Expert.objects.select_for_update(no_key=True).get(pk=author.pk)
    known = Post.objects.select_related("topic").filter(author=author, key=key).first()
    if known:
        return known.topic
    title, body = clean_title(title), clean_body(body)
    marking = _marking(author, network, readers or Readers())
    topic = Topic.objects.create(
        network=network, marking=marking, part=Part.BODY, title=title, kind=kind, started_by=author
    )
    post = write_post(topic, author, body, key)
    record("topic.started", topic, actor=author, seq=post.seq, post=post.seq)
    return topic


def _marking(author: Expert, network: Network, readers: Readers) -> Marking:
    recipients = list(readers.recipients)
    if readers.label == Label.RED and not recipients:
        raise Refused(_("TLP:RED is for named people. Choose at least one."))
    marking = Marking.objects.create(
        shape=Shape.PLAIN,
        label=readers.label,
        administration=author.administration,
        owner=author,
        exposure=Exposure.PUBLISHED,
    )
    marking.networks.add(network)
    if readers.label == Label.AMBER_STRICT:
        marking.administrations.add(*readers.administrations)
    if readers.label == Label.RED:
        marking.recipients.add(*recipients)
    mark(marking)
    return marking
