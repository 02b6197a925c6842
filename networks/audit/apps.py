from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The trail of what was done and read."""

    name = "networks.audit"
    label = "audit"
    verbose_name = _("Audit trail")
