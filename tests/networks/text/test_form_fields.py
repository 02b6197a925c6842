"""Every text field of every form that is loaded, ours, the CMS's and allauth's, takes tidy text."""

from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from kb.records.forms import form_class
from kb.records.registry import registers
from networks.people.models import Expert

TYPED = "Risk\x0bprofiles\r\nof e\u0301tat\ufffe"
NOTHING = "\u3164\u200b \u2800"


def below(kind: type) -> Iterator[type]:
    """A class and everything made of it."""
    yield kind
    for each in kind.__subclasses__():
        yield from below(each)


def text_fields() -> Iterator[tuple[str, forms.CharField]]:
    """Every text field of a form that asks for text in plain sight."""
    assert get_resolver().url_patterns, "views, and so their forms, are loaded"
    for register in registers():
        form_class(register.slug)
    for form in set(below(forms.BaseForm)):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField):
                yield f"{form.__module__}.{form.__qualname__}.{name}", field


def is_password(field: forms.CharField) -> bool:
    return isinstance(field.widget, forms.PasswordInput)


def test_no_form_takes_a_control_character() -> None:
    seen = {name: said_by(field) for name, field in text_fields() if not is_password(field)}
    assert len(seen) > 60
    assert not {
        name: value for name, value in seen.items() if any(sign in value for sign in "\x0b\r\ufffe\u0301")
    }


def said_by(field: forms.CharField) -> str:
    try:
        return str(field.to_python(TYPED))
    except ValidationError:
        return ""


def test_what_shows_nothing_is_missing_in_every_form() -> None:
    for name, field in text_fields():
        if field.required and not is_password(field):
            with pytest.raises(ValidationError) as refused:
                field.clean(NOTHING)
            assert [each.code for each in refused.value.error_list] == ["required"], name


def test_line_ends_count_once_as_the_browser_counts() -> None:
    field = forms.CharField(max_length=5, widget=forms.Textarea)
    assert field.clean("ab\r\ncd") == "ab\ncd"
    assert Expert._meta.get_field("about").formfield().clean("a\r\nb") == "a\nb"


def test_a_field_of_one_line_keeps_one_line() -> None:
    assert forms.CharField().clean("Subject\r\nBcc: all\tof you") == "Subject Bcc: all of you"


def test_a_password_stays_as_it_was_typed() -> None:
    assert forms.CharField(widget=forms.PasswordInput, strip=False).clean(" a\x0b ") == " a\x0b "
