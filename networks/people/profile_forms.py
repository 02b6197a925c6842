"""Forms about people: my profile, my languages, inviting somebody."""

import re
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from networks.access.viewer import Viewer
from networks.people.access import HIDEABLE, invitable_administrations
from networks.people.enums import LanguageLevel, TokenScope
from networks.people.models import Administration, Expert, Language
from networks.text.characters import typed_line
from networks.text.fields import folded_value

BETWEEN_EXPERTISE = re.compile(r"[,;\n]")
HIDEABLE_LABELS = {
    "photo": _("Photo"),
    "languages": _("Languages"),
    "expertise": _("Expertise"),
    "job_title": _("Job title"),
    "about": _("About me"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
}


class ProfileForm(forms.ModelForm):
    """What a person says about themselves, and what of it is shown to nobody else."""

    expertise = forms.CharField(
        label=_("Expertise"),
        required=False,
        help_text=_("A few subjects, separated by commas, so that colleagues can find you."),
    )
    hidden_fields = forms.MultipleChoiceField(
        label=_("Do not show"),
        required=False,
        choices=[(name, HIDEABLE_LABELS[name]) for name in HIDEABLE],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Your name and administration are always shown to experts, your contact details only to members of your networks."
        ),
    )
    timezone = forms.ChoiceField(label=_("Time zone"))

    class Meta:
        model = Expert
        fields = (
            "given_name",
            "family_name",
            "job_title",
            "about",
            "expertise",
            "phone",
            "language",
            "timezone",
            "notice_mail",
        )
        help_texts = {
            "notice_mail": _(
                "The daily e-mail is sent after 7 in the morning. E-mails about your account are always sent at once."
            )
        }

    field_order = (*Meta.fields, "hidden_fields")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the pages"), choices=settings.LANGUAGES
        )
        self.fields["timezone"].choices = [
            (zone, zone.replace("_", " ")) for zone in sorted(available_timezones())
        ]
        self.fields["about"].widget.attrs["rows"] = 4
        self.initial["expertise"] = ", ".join(self.instance.expertise)
        self.initial["hidden_fields"] = self.instance.hidden_fields

    def clean_expertise(self) -> list[str]:
        """Each as it was spelt, once however it is spelt, in the order they were given."""
        named = (
            typed_line(each)[:60].rstrip() for each in BETWEEN_EXPERTISE.split(self.cleaned_data["expertise"])
        )
        kept: dict[str, str] = {}
        for each in filter(None, named):
            kept.setdefault(folded_value(each), each)
        return list(kept.values())[:20]


class LanguageForm(forms.Form):
    """One more language with its level."""

    language = forms.ModelChoiceField(
        label=_("Language"), queryset=Language.objects.filter(active=True), to_field_name="code"
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=LanguageLevel.choices,
        help_text=_("Common European Framework: A1 (beginner) to C2, or native."),
    )


class InviteForm(forms.Form):
    """Invite somebody by address."""

    email = forms.EmailField(label=_("Work e-mail"))
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    administration = forms.ModelChoiceField(
        label=_("Administration"), queryset=Administration.objects.none(), to_field_name="code"
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["administration"]
        field.queryset = invitable_administrations(viewer).select_related("country")
        if field.queryset.count() == 1:
            self.initial["administration"] = field.queryset.first().code


class TokenForm(forms.Form):
    """A new personal token."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("For example the program that uses it.")
    )
    scope = forms.ChoiceField(label=_("Used by"), choices=TokenScope.choices)
    expires_on = forms.DateField(
        label=_("Valid until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most one year from today."),
    )
