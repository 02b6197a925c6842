"""What the list of a register can be narrowed by in the CMS."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from kb.records.cms.policy import CORRECTED_LABELS
from kb.records.enums import READABLE_STATES, Grade
from kb.records.models import Record
from networks.access.enums import Label
from networks.people.models import Country


def filterset_for(model: type[Record]) -> type[WagtailFilterSet]:
    """State, grade, label and country."""

    class Meta:
        fields: list[str] = []

    names: dict[str, Any] = {
        "state": _choice("state", _("State"), [(state, state.label) for state in READABLE_STATES]),
        "grade": _choice("grade", _("Grade"), Grade.choices),
        "label": _choice(
            "marking__label", _("Label"), [(each, Label(each).label) for each in CORRECTED_LABELS]
        ),
        "country": django_filters.ModelMultipleChoiceFilter(
            field_name="countries",
            label=_("Country"),
            queryset=Country.objects.all(),
            widget=forms.CheckboxSelectMultiple,
        ),
        "Meta": type("Meta", (Meta,), {"model": model}),
    }
    return type(f"{model.__name__}Filters", (WagtailFilterSet,), names)


def _choice(path: str, label: Any, choices: Any) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        field_name=path, label=label, choices=choices, widget=forms.CheckboxSelectMultiple
    )
