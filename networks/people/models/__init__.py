"""People: experts, their administrations, and the tables of countries and languages."""

from networks.people.models.administration import Administration
from networks.people.models.count import Count
from networks.people.models.country import Country, Language
from networks.people.models.expert import Expert, ExpertLanguage
from networks.people.models.invitation import Invitation
from networks.people.models.token import PersonalToken

__all__ = [
    "Administration",
    "Count",
    "Country",
    "Expert",
    "ExpertLanguage",
    "Invitation",
    "Language",
    "PersonalToken",
]
