"""Every text field of every form takes text through `tidy`: our forms, the CMS's and allauth's.

Django has no setting for this, and forms of Wagtail and allauth build their own fields, so it is done where all of them
meet: `CharField.to_python`, which e-mail, address, slug and tag fields call as well. It runs before a field asks whether
something was typed and how long it is, so line ends count once and a text that shows nothing is missing.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from networks.text.characters import shows_nothing, tidy
from networks.text.sorting import in_order

_to_python = forms.CharField.to_python


class ChoicesInOrder(ModelChoiceIterator):
    """Choices of people, administrations, countries and languages in the order of the reader's alphabet.

    A model says that it is sorted so by a property `sorts_as`; others stay in the order of their table.
    """

    def __iter__(self) -> Iterator[Any]:
        """After the empty choice, where there is one."""
        if not hasattr(self.queryset.model, "sorts_as"):
            yield from super().__iter__()
            return
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, in_order(self.queryset))


def take_tidy_text() -> None:
    """From now on, in this process. Called once when Django starts."""
    forms.CharField.to_python = _tidy_to_python  # type: ignore[method-assign]
    forms.ModelChoiceField.iterator = ChoicesInOrder  # type: ignore[misc]


def _tidy_to_python(self: forms.CharField, value: Any | None) -> str | None:
    return _to_python(self, _tidied(self, value) if isinstance(value, str) else value)


def _tidied(field: forms.CharField, value: str) -> str:
    # Passwords are compared as they were set (networks.people.passwords).
    if isinstance(field.widget, forms.PasswordInput):
        return value
    text = tidy(value)
    if shows_nothing(text):
        return ""
    return text.replace("\n", " ").replace("\t", " ") if isinstance(field.widget, forms.TextInput) else text
