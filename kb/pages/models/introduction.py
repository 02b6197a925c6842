"""The text above a register's list, in the words of the communication team."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterIntroduction(models.Model):
    """Interface text, read by whoever opens the list; so it has no marking and nothing confidential belongs here."""

    register = models.SlugField(_("register"), max_length=60, unique=True)
    text = models.TextField(
        _("text"),
        max_length=2000,
        blank=True,
        help_text=_("One or two sentences. Shown to everybody who opens the list, including visitors."),
    )

    class Meta:
        ordering = ["register"]
        verbose_name = _("register introduction")
        verbose_name_plural = _("register introductions")

    def __str__(self) -> str:
        return self.register
