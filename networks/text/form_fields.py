"""Every text field of every form takes text through `tidy`: our forms, the CMS's and allauth's.

Django has no setting for this, and forms of Wagtail and allauth build their own fields, so it is done where all of them
meet: `CharField.to_python`, which e-mail, address, slug and tag fields call as well. It runs before a field asks whether
something was typed and how long it is, so line ends count once and a text that shows nothing is missing.
"""

from typing import Any

from django import forms

from networks.text.characters import shows_nothing, tidy

_to_python = forms.CharField.to_python


def take_tidy_text() -> None:
    """From now on, in this process. Called once when Django starts."""
    forms.CharField.to_python = _tidy_to_python  # type: ignore[method-assign]


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
