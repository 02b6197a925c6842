"""Choosing several out of many: a box with groups that can be scrolled, and searched where there is script."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kb.records.models import Term
from networks.people.models import Administration, Country, Expert, Language
from networks.spaces.enums import Area
from networks.spaces.models import Network
from networks.text.sorting import in_order

# Up to this many stand in the form as they are; more go into a box.
FEW = 8
# Besides the name in the reader's language: what somebody may type to find it.
ALSO_CALLED = ("code", "name", "native_name")

# What a row is called in forms: its number never leaves the server, so that nothing can be counted or guessed.
CALLED: dict[type, str] = {
    Administration: "code",
    Country: "code",
    Expert: "handle",
    Language: "code",
    Network: "slug",
    Term: "code",
}
GroupOf = Callable[[Any], tuple[str, str]]


class ChoiceBox(forms.CheckboxSelectMultiple):
    """Check boxes; more than a few of them in a box of a few lines with a field to find one (choices.js)."""

    template_name = "records/widgets/choices.html"

    def __init__(self, label: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.label = label

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The groups with their options, what is chosen, and whether there are many."""
        context = super().get_context(name, value, attrs)
        options = [option for _title, group, _index in context["widget"]["optgroups"] for option in group]
        chosen = [str(option["label"]) for option in options if option["selected"]]
        return context | {"many": len(options) > FEW, "chosen": chosen, "label": self.label}

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An option with the other words it is known by, and the area it belongs to."""
        option = super().create_option(name, value, label, *args, **kwargs)
        instance = getattr(value, "instance", None)
        words = {str(getattr(instance, each, "")) for each in ALSO_CALLED} - {"", str(label)}
        if words:
            option["attrs"]["data-words"] = " ".join(sorted(words))
        if area := getattr(instance, "area", ""):
            option["attrs"]["data-area"] = area
        return option


class GroupedChoices(ModelChoiceIterator):
    """The choices of a field under headings; those of `first` before the others."""

    def __init__(self, field: Any, group_of: GroupOf, first: Collection[str]) -> None:
        super().__init__(field)
        self.group_of = group_of
        self.first = first

    def __iter__(self) -> Iterator[Any]:
        """Headings with their choices; without headings where all belong together."""
        groups: dict[tuple[str, str], list[Any]] = {}
        for each in in_order(self.queryset) if hasattr(self.queryset.model, "sorts_as") else self.queryset:
            groups.setdefault(self.group_of(each), []).append(self.choice(each))
        if len(groups) < 2:
            yield from (choice for choices in groups.values() for choice in choices)
            return
        for (_key, title), choices in sorted(groups.items(), key=lambda pair: pair[0][0] not in self.first):
            yield title, choices


def _by_union(country: Country) -> tuple[str, str]:
    return ("member", _("Member States")) if country.member_state else ("other", _("Other countries"))


def _by_area(term: Term) -> tuple[str, str]:
    return term.area, str(Area(term.area).label) if term.area in Area.values else _("Others")


def choose_from_box(field: forms.ModelMultipleChoiceField, areas: Collection[str] = ()) -> None:
    """Show a field's choices in a box: countries by membership, topics by area, those of `areas` first."""
    groups: dict[type, tuple[GroupOf, Collection[str]]] = {
        Country: (_by_union, ("member",)),
        Term: (_by_area, areas),
    }
    field.widget = ChoiceBox(label=field.label)
    if field.queryset.model in groups:
        group_of, first = groups[field.queryset.model]
        field.iterator = partial(GroupedChoices, group_of=group_of, first=first)
    field.widget.choices = field.choices


def call_by_name(form: type[forms.BaseForm]) -> None:
    """Let the choices of a form go out and come back by what their rows are called. KeyError for rows without a name."""
    for field in form.base_fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.to_field_name = CALLED[field.queryset.model]


def held_by(row: Any, form: Any) -> dict[str, Any]:
    """The initial value of each field of the form in which one row is chosen: the row itself, so that it is shown by name."""
    return {
        name: getattr(row, name)
        for name, field in form.base_fields.items()
        if isinstance(field, forms.ModelChoiceField) and not isinstance(field, forms.ModelMultipleChoiceField)
    }
