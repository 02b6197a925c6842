"""Forms about oneself."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """E-mail, password, and whether this device stays signed in for 14 days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"] = forms.BooleanField(
            required=False,
            label=_("Stay signed in on this device for 14 days"),
        )
