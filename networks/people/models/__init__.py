"""People: experts, their administrations, and the tables of countries and languages."""

from networks.people.models.administration import Administration
from networks.people.models.country import Country, Language
from networks.people.models.expert import Expert, ExpertLanguage
from networks.people.models.invitation import Invitation

__all__ = ["Administration", "Country", "Expert", "ExpertLanguage", "Invitation", "Language"]
