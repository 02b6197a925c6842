"""Words of the trail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """Whether it was done."""

    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


# What is noted besides the kinds of events, which stand in the trail under their own names.
READ = "read"
FOLLOW = "follow"
DOWNLOAD = "download"
EXPORT = "export"
PRINT = "print"
OFFLINE_COPY = "offline_copy"
SIGN_IN = "sign_in"
SIGN_IN_FAILED = "sign_in_failed"
SIGN_OUT = "sign_out"

# The actions in which text leaves the house's keeping: what an owner is shown.
READINGS = (READ, FOLLOW, DOWNLOAD, EXPORT, PRINT, OFFLINE_COPY)
# Copies of one text, each with a code of its own that stands on it.
COPIES = (PRINT, OFFLINE_COPY)
