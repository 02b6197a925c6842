"""Words for people and administrations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdministrationKind(models.TextChoices):
    """What sort of body an administration is."""

    MEMBER_STATE = "member_state", _("Member State")
    COMMISSION = "commission", _("European Commission")
    AGENCY = "agency", _("EU agency")
    THIRD_COUNTRY = "third_country", _("Third country")


class ExpertKind(models.TextChoices):
    """How a person stands to the networks; agencies and third countries are guests."""

    NATIONAL = "national", _("National expert")
    COMMISSION = "commission", _("Commission")
    AGENCY = "agency", _("Partner agency")
    THIRD_COUNTRY = "third_country", _("Third country")
    PLATFORM = "platform", _("Platform account, not an expert")


GUEST_KINDS = (ExpertKind.AGENCY, ExpertKind.THIRD_COUNTRY)


class NoticeMail(models.TextChoices):
    """How a person gets notices by e-mail. Letters about their account are sent at once, whatever they chose."""

    AT_ONCE = "at_once", _("Each notice at once")
    DAILY = "daily", _("One e-mail a day, with my tasks and new notices")
    NONE = "none", _("No notices by e-mail")


class LanguageLevel(models.TextChoices):
    """Levels of the Common European Framework of Reference for Languages."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"
    NATIVE = "native", _("Native")


class TokenScope(models.TextChoices):
    """What a personal token is for. It opens nothing else."""

    API = "api", _("Programs (API)")
    FEED = "feed", _("Feed readers")
    CALENDAR = "calendar", _("Calendar programs")
