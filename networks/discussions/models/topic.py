"""A topic: what people talk about, and who may read it."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.access.enums import Part
from networks.access.models import Marking
from networks.discussions.enums import TALKING_STATES, TopicKind, TopicState
from networks.people.models import Expert
from networks.people.references import new_reference
from networks.spaces.models import Network


def topic_reference() -> str:
    """Twelve random places: the name of a topic in addresses and on the socket."""
    return new_reference(12)


class TopicQuerySet(models.QuerySet["Topic"]):
    """Sentences about topics."""

    def talking(self) -> "TopicQuerySet":
        """Where people may still post."""
        return self.filter(state__in=TALKING_STATES)


class Topic(models.Model):
    """A discussion. One of a network has a marking of its own and is read as BODY; one of a record points at the
    record's marking, hangs in no network and is read as TALK."""

    reference = models.CharField(max_length=16, unique=True, default=topic_reference, editable=False)
    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.PROTECT, related_name="topics"
    )
    marking = models.ForeignKey(Marking, on_delete=models.PROTECT, related_name="topics")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.BODY)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=TopicKind.choices, default=TopicKind.QUESTION)
    state = models.CharField(max_length=20, choices=TopicState.choices, default=TopicState.OPEN)
    accepted = models.ForeignKey(
        "discussions.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_by = models.ForeignKey(Expert, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    last_activity = models.DateTimeField(default=timezone.now)
    last_seq = models.PositiveIntegerField(default=0)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["-last_activity", "-id"]
        indexes = [
            models.Index(fields=["network", "-last_activity", "-id"], name="topic_newest"),
            models.Index(fields=["marking", "part"], name="topic_marking"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The topic's page in its network; for a record's topic the address that leads to it."""
        if self.network_id and self.network:
            return reverse("discussions:topic", args=[self.network.slug, self.reference])
        return reverse("discussions:thread", args=[self.reference])

    @property
    def is_talking(self) -> bool:
        """Whether people may still post here."""
        return self.state in TALKING_STATES
