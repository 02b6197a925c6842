"""Validators look again at a grade: why, and what each of them said."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.records.enums import HIGHEST_FIRST, Grade
from kb.records.models.record import Record
from networks.people.models import Administration, Expert


class GradeCheckQuerySet(models.QuerySet["GradeCheck"]):
    """Sentences about checks."""

    def open(self) -> "GradeCheckQuerySet":
        """Those that wait for validators."""
        return self.filter(closed_at=None)


class GradeCheck(models.Model):
    """One second look at the grade of a published record. At most one is open for a record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="grade_checks")
    before = models.CharField(max_length=20, choices=Grade.choices)
    after = models.CharField(max_length=20, choices=Grade.choices, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    objects = GradeCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(closed_at=None), name="one_open_grade_check"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.get_before_display()}"

    @property
    def fell(self) -> bool:
        """Whether it ended with a lower grade."""
        return bool(self.after) and HIGHEST_FIRST.index(Grade(self.after)) > HIGHEST_FIRST.index(
            Grade(self.before)
        )


class GradeCheckCause(models.Model):
    """Why a check was opened: a member's doubt in words, or an adoption that failed."""

    check_opened = models.ForeignKey(GradeCheck, on_delete=models.CASCADE, related_name="causes")
    expert = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    adoption = models.OneToOneField(Record, null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.check_opened)


class GradeCheckDecision(models.Model):
    """One validator's word, for the administration they spoke for then."""

    check_opened = models.ForeignKey(GradeCheck, on_delete=models.CASCADE, related_name="decisions")
    expert = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    administration = models.ForeignKey(Administration, null=True, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=20, choices=Grade.choices)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_opened", "administration"], name="one_grade_per_administration"
            )
        ]

    def __str__(self) -> str:
        return self.get_grade_display()
