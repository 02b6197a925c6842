"""What an auditor looks for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TrailForm(forms.Form):
    """Filters of the trail; all may stay empty."""

    person = forms.CharField(label=_("Person"), required=False, max_length=200)
    action = forms.CharField(
        label=_("Action"),
        required=False,
        max_length=60,
        help_text=_(
            "The action or its first letters: read, download, export, sign_in, office, seat, record …"
        ),
    )
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=80,
        help_text=_("Or the code on a print-out or an offline copy."),
    )
    since = forms.DateField(
        label=_("From date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
