"""Editors' forms: beside the text, who may read it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from kb.pages.markings import PAGE_LABELS, Readers, readers_of_marking
from networks.access.enums import Label
from networks.spaces.models import Network

LABEL_WORDS = {
    Label.CLEAR: _("TLP:CLEAR: everybody, also without signing in"),
    Label.GREEN: _("TLP:GREEN: all experts"),
    Label.AMBER: _("TLP:AMBER: members of the networks you choose"),
}


class ReadersFieldsMixin(forms.BaseForm):
    """Two further fields: the label and, for AMBER, its networks. The choice is put on the instance as `wanted_readers`."""

    def add_readers_fields(self) -> None:
        """Call at the end of __init__."""
        now = readers_of_marking(self.instance.marking) if self.instance.marking_id else Readers()
        self.fields["label"].initial = now.label
        self.fields["networks"].initial = list(now.network_ids)

    def clean(self) -> dict[str, Any]:
        """AMBER without a network is refused."""
        cleaned = super().clean()
        label, networks = cleaned.get("label"), cleaned.get("networks") or ()
        if label == Label.AMBER and not networks:
            raise ValidationError({"networks": _("Choose the networks whose members can read it.")})
        if label:
            chosen = () if label == Label.CLEAR else networks
            self.instance.wanted_readers = Readers(label, frozenset(each.pk for each in chosen))
        return cleaned


def label_field(required: bool = True) -> forms.ChoiceField:
    """Who can read it."""
    return forms.ChoiceField(
        required=required,
        label=_("Who can read it"),
        choices=[(label, LABEL_WORDS[label]) for label in PAGE_LABELS],
        widget=forms.RadioSelect,
        help_text=_("Applies as soon as you save, also to the published page."),
    )


def networks_field() -> forms.ModelMultipleChoiceField:
    """The networks of AMBER."""
    return forms.ModelMultipleChoiceField(
        label=_("Networks"),
        queryset=Network.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Required for TLP:AMBER."),
    )


class ReadersPageForm(ReadersFieldsMixin, WagtailAdminPageForm):
    """The form of every page."""

    label = label_field()
    networks = networks_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_readers_fields()
