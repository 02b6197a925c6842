"""Errors of forms that a template writes itself: each beside its field, and in the summary with a link to it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from kb.records.form_page import FormError
from kb.records.models import Record


def placed(error: ValidationError, places: Mapping[str, str], record: Record | None = None) -> dict[str, Any]:
    """Context `errors` for the summary and `wrong` by field.

    `places`: the element of each field on the page. What belongs to no field of the page names its field in words.
    """
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    errors = [
        FormError(sentence, f"#{places[name]}")
        if name in places
        else FormError(f"{_named(name, record)}{sentence}", "")
        for name, sentences in by_field.items()
        for sentence in sentences
    ]
    return {
        "errors": errors,
        "wrong": {name: " ".join(by_field[name]) for name in places if name in by_field},
    }


def _named(name: str, record: Record | None) -> str:
    if record is None or name not in record.register.text_fields:
        return ""
    return f"{capfirst(str(label_for_field(name, type(record))))}: "
