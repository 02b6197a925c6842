"""The one row on which platform-wide permissions hang."""

from django.db import models


class Platform(models.Model):
    """Exactly one row, made by a migration."""

    class Meta:
        permissions = [
            ("edit_pages", "Write and publish pages and news"),
            ("administer", "Invite people, open networks, give offices"),
            ("audit", "Read the audit trail"),
            ("read_figures", "Read the figures of what was released"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_platform")]

    def __str__(self) -> str:
        return "Limes"
