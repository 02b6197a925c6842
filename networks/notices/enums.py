"""Words for mails."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", _("Waits")
    SENDING = "sending", _("Is being sent")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not sent: no longer for this person")
    FAILED = "failed", _("Given up")
