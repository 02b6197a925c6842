"""Words for mails."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not sent: the person no longer has access")
    FAILED = "failed", _("Failed")
