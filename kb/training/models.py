"""Trainers (S40)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from kb.records.enums import Vocabulary
from kb.records.models import Record, Term
from kb.training.enums import Accreditation, CompetencyLevel, Costs, EmployerRelease
from networks.people.enums import LanguageLevel
from networks.people.models import Expert, Language


class Trainer(Record):
    """What a person can teach, in which languages, and when. The title is the trainer's name and field."""

    person = models.ForeignKey(
        Expert,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        verbose_name=_("trainer"),
        related_name="trainer_profiles",
    )
    delivery_modes = ParentalManyToManyField(
        Term,
        blank=True,
        verbose_name=_("delivery modes"),
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.DELIVERY_MODE, "active": True},
    )
    accreditation = models.CharField(
        _("accreditation"), max_length=20, choices=Accreditation.choices, default=Accreditation.CANDIDATE
    )
    employer_release = models.CharField(
        _("employer release"), max_length=20, choices=EmployerRelease.choices, blank=True
    )
    costs = models.CharField(_("costs for the host"), max_length=20, choices=Costs.choices, blank=True)
    costs_note = models.CharField(_("notes on costs"), max_length=300, blank=True)


class TrainerCompetency(models.Model):
    """A topic the trainer teaches and the CustCompEU level up to which."""

    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="competencies")
    topic = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("topic"),
        limit_choices_to={"vocabulary": Vocabulary.TOPIC, "active": True},
    )
    level = models.CharField(_("teaches up to level"), max_length=20, choices=CompetencyLevel.choices)

    class Meta:
        verbose_name_plural = _("topics and levels")

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_level_display()}"


class TeachingLanguage(models.Model):
    """A language the trainer teaches in."""

    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="teaching_languages")
    language = models.ForeignKey(
        Language, on_delete=models.PROTECT, verbose_name=_("language"), related_name="+"
    )
    level = models.CharField(_("level"), max_length=10, choices=LanguageLevel.choices)

    class Meta:
        verbose_name_plural = _("teaches in")

    def __str__(self) -> str:
        return f"{self.language} ({self.get_level_display()})"


class CourseGiven(models.Model):
    """A course the trainer has given."""

    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="courses_given")
    title = models.CharField(_("course"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    participants = models.PositiveSmallIntegerField(_("participants"), null=True, blank=True)

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name_plural = _("courses given")

    def __str__(self) -> str:
        return ", ".join(filter(None, [f"{self.title} ({self.year})", self.place, self._audience()]))

    def _audience(self) -> str:
        if not self.participants:
            return ""
        words = ngettext("%(count)s participant", "%(count)s participants", self.participants)
        return words % {"count": self.participants}


class Availability(models.Model):
    """A time in which the trainer can be asked."""

    trainer = ParentalKey(Trainer, on_delete=models.CASCADE, related_name="availability")
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["begins_on"]
        verbose_name_plural = _("availability")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="availability_in_order")
        ]

    def __str__(self) -> str:
        days = f"{date_format(self.begins_on, 'j F Y')} – {date_format(self.ends_on, 'j F Y')}"
        return ", ".join(filter(None, [days, self.note]))

    def clean(self) -> None:
        """The end is not before the beginning."""
        super().clean()
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise ValidationError({"ends_on": _("The end cannot be before the start.")})
