"""Words for mails."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not sent: nothing left that the person may read and wants by e-mail")
    FAILED = "failed", _("Failed")
