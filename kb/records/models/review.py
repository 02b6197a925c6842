"""A review of one frozen revision, and what each person decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from kb.records.enums import OPEN_STAGES, Grade, Outcome, Stage, Verdict
from kb.records.models.record import Record
from networks.people.models import Administration, Expert


class ReviewQuerySet(models.QuerySet["Review"]):
    """Sentences about reviews."""

    def open(self) -> "ReviewQuerySet":
        """Those that wait for somebody."""
        return self.filter(stage__in=OPEN_STAGES)


class Review(models.Model):
    """One submission of one revision. At most one is open for a record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.CLEARANCE)
    stage_since = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(stage__in=[str(stage) for stage in OPEN_STAGES]),
                name="one_open_review",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.get_stage_display()}"


class Decision(models.Model):
    """One person's word in a review, for the administration they spoke for then."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    expert = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    administration = models.ForeignKey(Administration, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20, choices=Stage.choices)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    grade = models.CharField(max_length=20, choices=Grade.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True, max_length=4000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "stage", "expert"], name="one_decision_each"),
            models.UniqueConstraint(
                fields=["review", "stage", "administration"], name="one_per_administration"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.get_grade_display()}".strip()
