"""Rules of child rows as sentences at a field: what a row breaks is never refused without a word."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, CheckConstraint, Model, Q, UniqueConstraint
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey


class RowForm(forms.ModelForm):
    """One child row. A constraint of its model that it breaks is said at the field the constraint is about."""

    def _post_clean(self) -> None:
        """Django asks the instance for its constraints; this time the answers name fields."""
        self.instance.validate_constraints = self._check_constraints
        super()._post_clean()  # type: ignore[misc]
        del self.instance.validate_constraints

    def _check_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Each constraint on its own, so that every error finds its field."""
        found: dict[str, list[str]] = {}
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError:
                    name = next((each for each in fields_of(constraint) if each in self.fields), None)
                    found.setdefault(name or NON_FIELD_ERRORS, []).append(self._sentence(constraint, name))
        if found:
            raise ValidationError(found)

    def _sentence(self, constraint: BaseConstraint, name: str | None) -> str:
        """The constraint's own message, or one that names the fields that do not fit together."""
        if constraint.violation_error_message != constraint.default_violation_error_message:
            return str(constraint.violation_error_message)
        others = [
            str(self.fields[each].label)
            for each in fields_of(constraint)
            if each in self.fields and each != name
        ]
        if not others:
            return _("This value is not allowed here.")
        return _("This does not fit with: %(fields)s.") % {"fields": ", ".join(others)}


def fields_of(constraint: BaseConstraint) -> list[str]:
    """The fields a constraint speaks of, the one it is about first."""
    if isinstance(constraint, UniqueConstraint):
        return list(reversed(constraint.fields))
    found = _named_in(constraint.condition) if isinstance(constraint, CheckConstraint) else []
    return list(dict.fromkeys(found))


def _named_in(part: Any) -> list[str]:
    if isinstance(part, Q):
        return [name for each in part.children for name in _named_in(each)]
    if isinstance(part, tuple):
        lookup, value = part
        return [lookup.split("__")[0], *_named_in(value)]
    if hasattr(part, "get_source_expressions"):
        return [name for each in part.get_source_expressions() for name in _named_in(each)]
    return [part.name.split("__")[0]] if hasattr(part, "name") else []


def refuse_repeated(model: type[Model], forms_sent: Iterable[forms.ModelForm]) -> None:
    """Say at each row that repeats an earlier one what its model allows once for a record."""
    for names in _once_in_a_record(model):
        seen: set[tuple[Any, ...]] = set()
        for form in forms_sent:
            values = tuple(form.cleaned_data.get(name) for name in names)
            if values in seen:
                form.add_error(names[-1], _("This repeats an earlier row."))
            elif None not in values:
                seen.add(values)


def _once_in_a_record(model: type[Model]) -> list[list[str]]:
    """Names of the fields that only together with the record must not repeat."""
    parents = {field.name for field in model._meta.local_fields if isinstance(field, ParentalKey)}
    groups: list[Iterable[str]] = [
        each.fields
        for each in model._meta.constraints
        if isinstance(each, UniqueConstraint) and not each.condition
    ]
    groups += model._meta.unique_together
    return [
        own
        for group in groups
        if (own := [name for name in group if name not in parents]) and set(group) & parents
    ]


def errors_of_row(form: forms.BaseForm) -> list[str]:
    """What is wrong with the row as a whole."""
    return [str(message) for message in form.errors.get(NON_FIELD_ERRORS, [])]
