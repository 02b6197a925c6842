"""Good practices and their adoptions (S12)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from kb.practices.enums import AdoptionOutcome, AdoptionStatus, CostBand, EvidenceType
from kb.records.enums import Vocabulary
from kb.records.models import Record, Term
from networks.people.models import Country


class Practice(Record):
    """Something that worked at a border, an inland office or a desk, told so that others can do it."""

    problem = models.TextField(_("problem"), blank=True, max_length=20_000)
    border_types = ParentalManyToManyField(
        Term,
        blank=True,
        verbose_name=_("border type"),
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.BORDER_TYPE, "active": True},
    )
    traffic = ParentalManyToManyField(
        Term,
        blank=True,
        verbose_name=_("traffic"),
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.TRAFFIC, "active": True},
    )
    volume = models.CharField(_("volume of traffic"), max_length=200, blank=True)
    staffing = models.CharField(_("staffing"), max_length=200, blank=True)
    climate = models.CharField(_("climate"), max_length=200, blank=True)
    neighbour = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("neighbour"),
        related_name="+",
    )
    cost_band = models.CharField(_("cost"), max_length=20, choices=CostBand.choices, blank=True)
    fte = models.DecimalField(
        _("staff (full-time equivalents)"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    time_months = models.PositiveSmallIntegerField(_("months until routine use"), null=True, blank=True)
    preconditions = models.TextField(_("preconditions"), blank=True, max_length=20_000)
    evidence_type = models.CharField(
        _("type of evidence"), max_length=20, choices=EvidenceType.choices, blank=True
    )
    results_before = models.TextField(_("situation before"), blank=True, max_length=5_000)
    results_after = models.TextField(_("situation after"), blank=True, max_length=5_000)
    what_failed = models.TextField(_("what failed"), blank=True, max_length=20_000)
    legal_caveats = models.TextField(_("legal notes"), blank=True, max_length=20_000)
    contact = models.CharField(_("contact"), max_length=200, blank=True)


class BuildingBlock(models.Model):
    """A part of a practice that others can take alone."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="building_blocks")
    title = models.CharField(_("name of the part"), max_length=200)
    text = models.TextField(_("how it works"), blank=True, max_length=5_000)
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name_plural = _("building blocks")

    def __str__(self) -> str:
        return self.title


class Adoption(Record):
    """*Adopt this practice*: another administration takes a practice up, changes it, and says what came out."""

    adopted_practice = models.ForeignKey(
        Practice, on_delete=models.CASCADE, related_name="adoptions", verbose_name=_("practice")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=AdoptionStatus.choices, default=AdoptionStatus.TRYING
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=AdoptionOutcome.choices, blank=True)
    outcome_text = models.TextField(_("outcome in words"), blank=True, max_length=20_000)

    def clean(self) -> None:
        """A finished adoption says what came out."""
        super().clean()
        if self.status == AdoptionStatus.FINISHED and not self.outcome:
            raise ValidationError({"outcome": _("Enter the outcome.")})
