"""Forms of networks and their seats."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.access.enums import GlassPurpose
from networks.access.roles import giveable_to
from networks.access.viewer import Viewer
from networks.people.models import Administration
from networks.spaces.access import may_give_role
from networks.spaces.actions.edit_space import SAID_BY_LEADS, SAID_BY_PLATFORM
from networks.spaces.enums import Capacity, NetworkRole, OfficeRole
from networks.spaces.models import Membership, Network
from networks.spaces.who_may import PERMISSION_WORDS

RESERVED = ("administration",)


def roles_given_by(viewer: Viewer, network: Network) -> list[tuple[str, str]]:
    """The roles this viewer may give here."""
    return [(role.value, role.label) for role in NetworkRole if may_give_role(viewer, network, role)]


class SeatForm(forms.Form):
    """Role and capacity of a seat."""

    role = forms.ChoiceField(label=_("Role"))
    capacity = forms.ChoiceField(label=_("Member as"), choices=Capacity.choices, initial=Capacity.EXPERT)

    def __init__(self, *args: Any, viewer: Viewer, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_given_by(viewer, network)


class InviteMemberForm(forms.Form):
    """Invite somebody into the network by address; who has no account yet gets one by invitation."""

    email = forms.EmailField(label=_("Work e-mail"))
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    administration = forms.ModelChoiceField(
        label=_("Administration"),
        queryset=Administration.objects.select_related("country"),
        to_field_name="code",
    )
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, viewer: Viewer, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_given_by(viewer, network)


class RequestForm(forms.Form):
    """Ask to join."""

    message = forms.CharField(
        label=_("What you would like to contribute"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemoveForm(forms.Form):
    """Remove a member, with a reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give a reason. The person will see it.")},
        help_text=_("The person will be notified and will lose access to the network at once."),
    )


class PermissionForm(forms.Form):
    """One additional permission for one person."""

    codename = forms.ChoiceField(label=_("Additional permission"))

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = giveable_to(membership.capacity, guest=membership.expert.is_guest)
        self.fields["codename"].choices = [
            (name, PERMISSION_WORDS[name]) for name in PERMISSION_WORDS if name in allowed
        ]


class SpaceForm(forms.ModelForm):
    """What a network says about itself."""

    class Meta:
        model = Network
        fields = SAID_BY_LEADS
        help_texts = {
            "introduction": _("One sentence that everybody can read, including visitors."),
            "mandate": _("Shown to members. You can use Markdown."),
            "house_rules": _("Rules for everybody who writes in the network. You can use Markdown."),
        }


class OpenNetworkForm(forms.ModelForm):
    """A new network."""

    class Meta:
        model = Network
        fields = SAID_BY_PLATFORM
        widgets = {
            "mandate_from": forms.DateInput(attrs={"type": "date"}),
            "mandate_until": forms.DateInput(attrs={"type": "date"}),
        }

    def clean_slug(self) -> str:
        """Some words are addresses of the site itself."""
        slug = str(self.cleaned_data["slug"])
        if slug in RESERVED:
            raise forms.ValidationError(_("This address is reserved. Choose another one."))
        return slug


class OfficeForm(forms.Form):
    """Give an office."""

    name, first = "office", "role"
    role = forms.ChoiceField(
        label=_("Office"),
        choices=OfficeRole.choices,
        error_messages={"required": _("Choose an office."), "invalid_choice": _("Choose an office.")},
    )
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class MoveForm(forms.Form):
    """Move a person to another administration."""

    name, first = "move", "administration"
    administration = forms.ModelChoiceField(
        label=_("New administration"),
        queryset=Administration.objects.select_related("country"),
        to_field_name="code",
        error_messages={
            "required": _("Choose an administration."),
            "invalid_choice": _("Choose an administration."),
        },
        help_text=_("Ends all memberships, offices, co-authorships and ownership in the old administration."),
    )


class SuspendForm(forms.Form):
    """Suspend an account, with a reason."""

    name, first = "suspend", "reason"
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Give a reason. It is kept in the history of the account.")},
    )


class BreakGlassForm(forms.Form):
    """Open one thing for an hour. Nothing is said about it before a reason is given."""

    words = forms.CharField(
        label=_("Reference or address"),
        max_length=300,
        help_text=_("For example 7K3QF, or the address of its page."),
    )
    purpose = forms.ChoiceField(label=_("Purpose"), choices=GlassPurpose.choices)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The owner is notified at once, with your name and this text."),
    )


class PlatformInviteForm(forms.Form):
    """Invite anybody; without an administration the account looks after the platform."""

    email = forms.EmailField(label=_("Work e-mail"))
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    administration = forms.ModelChoiceField(
        label=_("Administration"),
        queryset=Administration.objects.select_related("country"),
        to_field_name="code",
        required=False,
        help_text=_("Leave empty for an account that only manages the platform."),
    )
    network = forms.ModelChoiceField(
        label=_("Member of"), queryset=Network.objects.all(), to_field_name="slug", required=False
    )
    role = forms.ChoiceField(label=_("Role"), choices=NetworkRole.choices, required=False)

    def clean_role(self) -> str:
        """A plain member unless said otherwise."""
        return str(self.cleaned_data["role"] or NetworkRole.MEMBER)
