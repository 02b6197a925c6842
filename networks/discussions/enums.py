"""Words for topics and posts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TopicKind(models.TextChoices):
    """What a topic is for."""

    QUESTION = "question", _("Question")
    PROPOSAL = "proposal", _("Proposal")
    ALERT = "alert", _("Alert")
    CHAT = "chat", _("Conversation")


class TopicState(models.TextChoices):
    """How far a topic has come."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    DECIDED = "decided", _("Decided")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")


# Where people may still post, edit and react.
TALKING_STATES = (TopicState.OPEN, TopicState.ANSWERED, TopicState.DECIDED, TopicState.RESOLVED)
# What accepting a post makes of a topic, by its kind.
STATE_WHEN_ACCEPTED = {
    TopicKind.QUESTION: TopicState.ANSWERED,
    TopicKind.PROPOSAL: TopicState.DECIDED,
    TopicKind.ALERT: TopicState.RESOLVED,
    TopicKind.CHAT: TopicState.RESOLVED,
}


class ChangeKind(models.TextChoices):
    """What happened in a topic; each has its own place in the topic's sequence."""

    POST = "post"
    CHANGED = "changed"
    REMOVED = "removed"
    REACTION = "reaction"


class ReactionKind(models.TextChoices):
    """The few answers that need no words."""

    AGREE = "agree", _("I agree")
    THANKS = "thanks", _("Thank you")
    SEEN = "seen", _("Seen")
    SAME = "same", _("We have this too")


REACTION_SIGNS = {
    ReactionKind.AGREE: "👍",
    ReactionKind.THANKS: "🙏",
    ReactionKind.SEEN: "👀",
    ReactionKind.SAME: "🙋",
}
