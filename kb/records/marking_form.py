"""The form in which somebody chooses who may read a record."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from kb.records.actions.marking import MarkingChoice, choice_of, networks_to_offer
from kb.records.choices import choose_from_box
from kb.records.models import Record
from kb.records.register import Register
from networks.access.enums import Label, is_wider
from networks.access.viewer import Viewer
from networks.people.access import known_to
from networks.people.enums import AdministrationKind
from networks.people.models import Administration, Expert
from networks.spaces.models import Membership, Network


class ExpertsField(forms.ModelMultipleChoiceField):
    """People, told apart by whom they work for."""

    def label_from_instance(self, obj: Expert) -> str:
        """For example *Marek Dziedzic, Polish customs*."""
        return f"{obj.full_name}, {obj.administration.name}" if obj.administration else obj.full_name


class LabelSelect(forms.RadioSelect):
    """TLP labels, each with what it means."""

    option_template_name = "records/widgets/label.html"


class MarkingForm(forms.Form):
    """Who can read it. Only what this person may choose is offered."""

    networks = forms.ModelMultipleChoiceField(
        Network.objects.none(),
        required=False,
        label=_("Networks"),
        to_field_name="slug",
        help_text=_("At least one. Unless the label says otherwise, its members will be the readers."),
    )
    label = forms.ChoiceField(label=_("Label"), widget=LabelSelect)
    summary_label = forms.ChoiceField(
        label=_("Label of the summary"),
        required=False,
        help_text=_("The title and summary can be open to more people than the text."),
    )
    administrations = forms.ModelMultipleChoiceField(
        Administration.objects.none(),
        required=False,
        label=_("Further administrations"),
        to_field_name="code",
        help_text=_("For TLP:AMBER+STRICT: members from these administrations can read it too."),
    )
    recipients = ExpertsField(
        Expert.objects.none(),
        required=False,
        label=_("Named people"),
        to_field_name="handle",
        help_text=_("For TLP:RED: only you and these people can read it."),
    )

    def __init__(
        self,
        viewer: Viewer,
        register: Register,
        held: MarkingChoice | None,
        *args: Any,
        offered: frozenset[int] = frozenset(),
        networks: tuple[Network, ...] = (),
    ) -> None:
        held_networks = {each.pk for each in held.networks} if held else set()
        open_to = viewer.holding("contribute") | held_networks | offered
        super().__init__(*args, initial=_initial(register, held, open_to, networks))
        self.held = held
        self.fields["networks"].queryset = Network.objects.filter(pk__in=open_to)
        self.fields["label"].choices = labels_up_to(register.widest_label)
        self.fields["summary_label"].choices = [
            ("", _("Same as the text")),
            *labels_up_to(register.widest_label),
        ]
        self.fields["administrations"].queryset = Administration.objects.filter(
            kind=AdministrationKind.MEMBER_STATE
        )
        self.fields["recipients"].queryset = possible_recipients(viewer, open_to, held)
        for name in ("networks", "administrations", "recipients"):
            choose_from_box(self.fields[name])

    def choice(self) -> MarkingChoice:
        """What was chosen and counts under the label, after `is_valid`."""
        return self._sent().applying()

    def ignored(self) -> str:
        """Names of fields that were filled in and do not count under the label that was chosen; empty when there are none."""
        sent = self._sent()
        kept = sent.applying()
        names = [
            str(self.fields[name].label)
            for name in ("summary_label", "administrations", "recipients")
            if getattr(sent, name) != getattr(kept, name)
        ]
        return str(get_text_list(names, _("and")))

    def _sent(self) -> MarkingChoice:
        cleaned = self.cleaned_data
        return MarkingChoice(
            label=cleaned["label"],
            summary_label=cleaned["summary_label"] if cleaned["summary_label"] != cleaned["label"] else "",
            networks=tuple(cleaned["networks"]),
            administrations=tuple(cleaned["administrations"]),
            recipients=tuple(cleaned["recipients"]),
        )


def marking_form_for(viewer: Viewer, register: Register, record: Record | None, sent: Any) -> MarkingForm:
    """The choice of readers, for a record that exists with what it holds and what its contact point may add."""
    if record is None:
        return MarkingForm(viewer, register, None, sent)
    offered = networks_to_offer(viewer, record)
    return MarkingForm(viewer, register, choice_of(record.marking), sent, offered=offered)


def labels_up_to(widest: str) -> list[tuple[str, str]]:
    """Labels that are not wider than the register allows."""
    return [(label.value, label.label) for label in Label if not is_wider(label, widest)]


def possible_recipients(viewer: Viewer, network_ids: Collection[int], held: MarkingChoice | None) -> Any:
    """Active people of those among these networks in which the chooser sits, and whoever is named already.

    Who sits in a closed network is for its members: for one in which they do not sit they choose among colleagues.
    """
    own = set(network_ids) & viewer.network_ids
    seats = Membership.objects.active().filter(network_id__in=own)
    offered = Q(pk__in=seats.values("expert_id"))
    if own != set(network_ids) and viewer.administration_id is not None:
        offered |= Q(administration=viewer.administration_id)
    known = offered & Q(pk__in=known_to(viewer).values("pk"))
    named = [each.pk for each in held.recipients] if held else []
    people = Expert.objects.active().filter(known | Q(pk__in=named))
    return people.select_related("administration")


def _initial(
    register: Register,
    held: MarkingChoice | None,
    open_to: Collection[int],
    networks: tuple[Network, ...] = (),
) -> dict[str, Any]:
    if held is None:
        only = list(Network.objects.filter(pk__in=open_to)) if len(open_to) == 1 else []
        return {
            "networks": list(networks) or only,
            "label": register.default_label,
            "summary_label": register.default_summary_label,
        }
    return {
        "networks": list(held.networks),
        "label": held.label,
        "summary_label": held.summary_label,
        "administrations": list(held.administrations),
        "recipients": list(held.recipients),
    }
