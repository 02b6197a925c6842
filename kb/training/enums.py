"""Words of training: CustCompEU levels and what trainers offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CompetencyLevel(models.TextChoices):
    """Levels of the EU customs competency framework (CustCompEU)."""

    AWARE = "aware", _("Aware")
    TRAINED = "trained", _("Trained")
    ADVANCED = "advanced", _("Advanced")
    EXPERT = "expert", _("Expert")


class Accreditation(models.TextChoices):
    """How far a trainer has come."""

    CANDIDATE = "candidate", _("Candidate")
    SUPERVISED = "supervised", _("Delivers under supervision")
    ACCREDITED = "accredited", _("Accredited")
    MENTOR = "mentor", _("Mentor of other trainers")


class EmployerRelease(models.TextChoices):
    """Whether the administration lets the trainer go."""

    GRANTED = "granted", _("Granted")
    CASE_BY_CASE = "case_by_case", _("Decided case by case")
    NOT_YET = "not_yet", _("Not requested yet")


class Costs(models.TextChoices):
    """What the host pays."""

    FREE = "free", _("None")
    TRAVEL_ONLY = "travel_only", _("Travel")
    PER_DIEM = "per_diem", _("Travel and daily allowance")
    FEE = "fee", _("A fee")
