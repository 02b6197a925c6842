"""Panels of a steward's form, made from the register: texts only. What points at marked things is left out."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from kb.records.pointer_fields import POINTER_FIELDS
from kb.records.register import Register


class CorrectionForm(WagtailAdminModelForm):
    """Carries the version the steward started from, so that nobody's newer text is lost."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_revision"].initial = self.instance.live_revision_id


def text_fields(register: Register, names: tuple[str, ...]) -> list[str]:
    """Those of the named fields that are written as text."""
    found = [name for name in names if name not in register.children]
    return [name for name in found if _is_text(register.model._meta.get_field(name))]


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices and field.editable


def edit_handler_of(register: Register) -> ObjectList:
    """One panel for each group of the register that has texts."""
    groups = [(group.title, text_fields(register, group.fields)) for group in register.groups]
    groups.append((_("Where the content is"), text_fields(register, POINTER_FIELDS)))
    panels = [
        MultiFieldPanel([FieldPanel(name) for name in names], heading=str(title))
        for title, names in groups
        if names
    ]
    handler = ObjectList(panels, base_form_class=CorrectionForm)
    return handler.bind_to_model(register.model)
