"""Words of good practices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CostBand(models.TextChoices):
    """What it cost to set up, in euro."""

    NONE = "none", _("Negligible")
    UNDER_10K = "under_10k", _("Under €10,000")
    TO_50K = "10k_50k", _("€10,000 to €50,000")
    TO_250K = "50k_250k", _("€50,000 to €250,000")
    TO_1M = "250k_1m", _("€250,000 to €1 million")
    OVER_1M = "over_1m", _("Over €1 million")


class EvidenceType(models.TextChoices):
    """What the claim rests on, weakest first."""

    OPINION = "opinion", _("Opinion of those involved")
    CASE = "case", _("Single cases")
    BEFORE_AFTER = "before_after", _("Figures before and after")
    COMPARISON = "comparison", _("Comparison with a place that did not adopt it")
    EVALUATION = "evaluation", _("Independent evaluation")


class AdoptionStatus(models.TextChoices):
    """How far an adoption has come."""

    TRYING = "trying", _("Being tried")
    FINISHED = "finished", _("Finished")


class AdoptionOutcome(models.TextChoices):
    """What came out."""

    SUCCESS = "success", _("Success")
    PARTIAL = "partial", _("Partly a success")
    FAILURE = "failure", _("Failure")
