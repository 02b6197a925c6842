"""The guided form of a register, made from its declaration.

Lenient: a draft may be half empty; completeness is asked at submission.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import ClusterForm

from kb.records.actions.release import Wish
from kb.records.choices import call_by_name, choose_from_box, held_by
from kb.records.enums import LinkKind
from kb.records.models import Record
from kb.records.pointer_form import offer_contacts
from kb.records.register import Register
from kb.records.registry import register_named
from kb.records.rows import ChildRows, rows_class
from networks.access.enums import Label, is_wider
from networks.access.viewer import Viewer
from networks.people.enums import AdministrationKind
from networks.people.models import Administration
from networks.spaces.models import Network

LARGE = {"rows": 10}
MIDDLE = {"rows": 4}


class RecordForm(ClusterForm):
    """The text of a record. `rows` are its child rows, sent as a whole each time."""

    register: Register

    def __init__(
        self,
        data: Any = None,
        *,
        instance: Record,
        viewer: Viewer,
        areas: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.initial |= held_by(instance, self)
        self.rows = [
            rows_class(self.register.model, name)(data, instance=instance) for name in self.register.children
        ]
        for name, field in self.fields.items():
            _dress(name, field, self.register, areas)
        offer_contacts(self, viewer)

    def is_valid(self) -> bool:
        """The fields and all child rows."""
        rows_valid = [rows.is_valid() for rows in self.rows]
        return super().is_valid() and all(rows_valid)

    def applied(self) -> Record:
        """The instance with everything that was sent, unsaved."""
        record = self.save(commit=False)
        for rows in self.rows:
            rows.apply_to(record)
        return record

    def rows_named(self, name: str) -> ChildRows:
        """The child rows of one relation."""
        return next(each for each in self.rows if each.relation == name)


def _dress(name: str, field: forms.Field, register: Register, areas: Collection[str]) -> None:
    field.required = False
    if name == "body" and register.body_label:
        field.label = register.body_label
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs.update(LARGE if name in register.prose else MIDDLE)
    if isinstance(field, forms.ModelMultipleChoiceField):
        choose_from_box(field, areas)
        field.help_text = ""


@lru_cache
def form_class(register_slug: str) -> type[RecordForm]:
    """The form of a register."""
    register = register_named(register_slug)
    meta = type("Meta", (), {"model": register.model, "fields": register.text_fields, "formsets": []})
    made: type[RecordForm] = type("RegisterForm", (RecordForm,), {"Meta": meta, "register": register})
    call_by_name(made)
    return made


class LinkForm(forms.Form):
    """One link to another record."""

    kind = forms.ChoiceField(
        label=_("Relationship to the other record"), choices=LinkKind.choices, widget=forms.RadioSelect
    )
    other = forms.CharField(
        label=_("The other record"),
        max_length=500,
        help_text=_("Its reference, for example 7K3QF, or the address of its page."),
    )

    def kind_chosen(self) -> LinkKind:
        """After `is_valid`."""
        return LinkKind(self.cleaned_data["kind"])


class ReleaseForm(forms.Form):
    """A wider label, further networks, further administrations: at least one, and why."""

    label = forms.ChoiceField(label=_("Wider label"), required=False)
    networks = forms.ModelMultipleChoiceField(
        Network.objects.none(),
        label=_("Further networks"),
        required=False,
        to_field_name="slug",
        help_text=_("Networks of which you are a member."),
    )
    administrations = forms.ModelMultipleChoiceField(
        Administration.objects.none(),
        label=_("Further administrations"),
        required=False,
        to_field_name="code",
        help_text=_("For TLP:AMBER+STRICT: its members from these administrations."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example, who would use it and for what purpose."),
    )

    def __init__(self, viewer: Viewer, record: Record, *args: Any) -> None:
        super().__init__(*args)
        held = record.marking
        wider = [
            (label.value, label.label)
            for label in Label
            if is_wider(label, held.label) and not is_wider(label, record.register.widest_label)
        ]
        self.fields["label"].choices = [("", _("Keep the current label")), *wider]
        spaces = Network.objects.open().filter(pk__in=viewer.network_ids)
        self.fields["networks"].queryset = spaces.exclude(pk__in=held.networks.values("pk"))
        states = Administration.objects.filter(kind=AdministrationKind.MEMBER_STATE)
        self.fields["administrations"].queryset = states.exclude(pk=held.administration_id)
        choose_from_box(self.fields["networks"])
        if held.summary_label == Label.AMBER_STRICT or not is_wider(held.label, Label.AMBER_STRICT):
            choose_from_box(self.fields["administrations"])
        else:
            # Every label that could be asked for is wider, and names no administrations.
            del self.fields["administrations"]

    def wish(self) -> Wish:
        """What was asked for, after `is_valid`."""
        cleaned = self.cleaned_data
        return Wish(
            reason=cleaned["reason"],
            label=cleaned["label"],
            networks=tuple(cleaned["networks"]),
            administrations=tuple(cleaned.get("administrations", ())),
        )
