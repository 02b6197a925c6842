"""Pointer records: title, holder and contact are here, the content stays in another system."""

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from networks.people.models import Administration, Expert


class PointerMixin(models.Model):
    """What a pointer holds besides what finds it. Text, kept in revisions; empty on every other record."""

    is_pointer = models.BooleanField(
        _("the content is held in another system"),
        default=False,
        help_text=_(
            "The record then says what exists, who holds it and whom to ask. It has no text and no files."
        ),
    )
    held_by_administration = models.ForeignKey(
        Administration,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("held by the administration"),
    )
    held_by = models.CharField(
        _("held in the system or office"),
        max_length=200,
        blank=True,
        help_text=_("For example CRMS2, or the risk analysis centre in Gdynia."),
    )
    contact_person = models.ForeignKey(
        Expert,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person to ask"),
    )
    contact_address = models.CharField(
        _("address to ask"),
        max_length=200,
        blank=True,
        help_text=_("A mailbox or a telephone number of an office."),
    )
    how_to_ask = models.TextField(
        _("how to ask for it"),
        max_length=2000,
        blank=True,
        help_text=_("For example which form, on which legal basis, and how long an answer takes."),
    )

    # Set for one reader by `kb.records.pointers.name_holders`: the holder belongs to the BODY, that it is a pointer does not.
    names_holder = False

    class Meta:
        abstract = True

    @property
    def holder(self) -> str:
        """Administration and system in words."""
        held = (str(self.held_by_administration or ""), self.held_by)
        return ", ".join(each for each in held if each)

    @property
    def pointer_words(self) -> str:
        """What stands beside its title; empty where the record holds its content itself."""
        if not self.is_pointer:
            return ""
        if self.names_holder:
            return _now("The content is held by %(holder)s") % {"holder": self.holder}
        return _now("The content is held in another system")
