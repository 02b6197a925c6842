"""The person who signs in."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.people.addresses import AddressField, canonical
from networks.people.enums import GUEST_KINDS, ExpertKind, LanguageLevel, NoticeMail
from networks.people.models.administration import Administration
from networks.people.models.country import Language
from networks.people.passwords import normalised
from networks.people.references import handle
from networks.people.today import today
from networks.text.fields import FoldedField
from networks.text.sorting import SortKeyField


def active_on(day: date) -> Q:
    """Invited, confirmed, not suspended, not expired, asked of the tables."""
    return Q(is_active=True, confirmed_at__isnull=False) & (Q(expires_on=None) | Q(expires_on__gte=day))


class ExpertQuerySet(models.QuerySet["Expert"]):
    """Sentences about people."""

    def active(self) -> "ExpertQuerySet":
        """Those who may sign in and hold rights today."""
        return self.filter(active_on(today()))


class ExpertManager(BaseUserManager.from_queryset(ExpertQuerySet)):
    """Makes accounts; nobody else does."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Expert":
        """A new account. Without a password nobody can sign in to it before an invitation is accepted."""
        expert = self.model(email=canonical(email), **fields)
        expert.set_password(password)
        expert.save(using=self._db)
        return expert

    def get_by_natural_key(self, email: str | None) -> "Expert":
        """Sign-in takes every spelling of the address (networks.people.addresses)."""
        return self.get(email=email or "")


class Expert(AbstractBaseUser, PermissionsMixin):
    """A person with an account. `is_superuser` is never set on one: rights come from roles (networks.access)."""

    handle = models.CharField(max_length=12, unique=True, default=handle, editable=False)
    email = AddressField(_("e-mail address"), unique=True)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=ExpertKind.choices, default=ExpertKind.NATIONAL)
    administration = models.ForeignKey(
        Administration, null=True, blank=True, on_delete=models.PROTECT, related_name="experts"
    )
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    about = models.TextField(_("about me"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    language = models.CharField(_("language of the pages"), max_length=5, default="en")
    timezone = models.CharField(_("time zone"), max_length=50, default="Europe/Brussels")
    notice_mail = models.CharField(
        _("notices by e-mail"), max_length=10, choices=NoticeMail.choices, default=NoticeMail.AT_ONCE
    )
    expertise = models.JSONField(_("expertise"), default=list, blank=True)
    hidden_fields = models.JSONField(_("not shown to others"), default=list, blank=True)
    # The name and the expertise as they are searched: whatever the accents, and in whatever order they are typed.
    folded_name = FoldedField(of=("given_name", "family_name"))
    sort_name = SortKeyField(of=("family_name", "given_name"), db_index=True)
    folded_expertise = FoldedField(of=("expertise",))
    # False = suspended. Django's and allauth's own backends ask this name.
    is_active = models.BooleanField(_("not suspended"), default=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    # Off-boarded: the contact point or an administrator said that this person has left their administration.
    left_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)
    # Set by `seed_demo` alone: such an account is not asked for a second factor (networks.people.second_factor).
    is_demo = models.BooleanField(default=False, db_default=False, editable=False)
    # The end of the visit before this one, and the last sign of life.
    last_visit_at = models.DateTimeField(_("last visit"), null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_at = models.DateTimeField(_("invited"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name"]
    objects = ExpertManager()

    class Meta:
        ordering = ["sort_name", "pk"]

    def __str__(self) -> str:
        return self.full_name

    def set_password(self, raw_password: str | None) -> None:
        """Kept in one normal form: keyboards send the same letter in several."""
        super().set_password(normalised(raw_password) if raw_password else raw_password)

    def check_password(self, raw_password: str) -> bool:
        """In its normal form. One set before passwords were normalised counts as typed, once, and is kept anew."""
        plain = normalised(raw_password)
        if super().check_password(plain):
            return True
        if plain == raw_password or not super().check_password(raw_password):
            return False
        self.set_password(raw_password)
        self._password = None
        self.save(update_fields=["password"])
        return True

    @property
    def full_name(self) -> str:
        """Given name, then family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def sorts_as(self) -> str:
        """Lists of people stand by family name."""
        return f"{self.family_name} {self.given_name}"

    @property
    def first_name(self) -> str:
        """Wagtail's admin greets by this name."""
        return self.given_name

    @property
    def last_name(self) -> str:
        """Wagtail's admin sorts by this name."""
        return self.family_name

    @property
    def is_guest(self) -> bool:
        """Agencies and third countries are guests: they see only their own spaces."""
        return self.kind in GUEST_KINDS

    def get_full_name(self) -> str:
        """Django's name for `full_name`."""
        return self.full_name

    def get_short_name(self) -> str:
        """Django's name for the given name."""
        return self.given_name

    def is_active_on(self, day: date) -> bool:
        """Invited, confirmed, not suspended, not expired: the same words as `active_on`."""
        return bool(self.is_active and self.confirmed_at and (not self.expires_on or self.expires_on >= day))


class ExpertLanguage(models.Model):
    """A language a person speaks, with the level."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="languages")
    language = models.ForeignKey(Language, on_delete=models.PROTECT)
    level = models.CharField(max_length=10, choices=LanguageLevel.choices)

    class Meta:
        ordering = ["language__order"]
        constraints = [models.UniqueConstraint(fields=["expert", "language"], name="one_level_per_language")]

    def __str__(self) -> str:
        return f"{self.language} ({self.get_level_display()})"
