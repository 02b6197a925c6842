"""Forms about accounts."""

from typing import Any, cast

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from networks.people.actions.accept_invitation import accept_invitation
from networks.people.actions.ask_password_reset import ask_password_reset
from networks.people.allauth_words import PASSWORDS_DIFFER
from networks.people.models import Expert
from networks.people.open_sessions import keep_session
from networks.people.passwords import ADVICE


def without_placeholders(form: forms.BaseForm) -> None:
    """allauth repeats its labels inside the fields, where they vanish as soon as somebody types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """E-mail, password, and whether this device stays signed in for 14 days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["login"].label = _("E-mail")
        self.fields["password"].help_text = ""
        self.fields["remember"] = forms.BooleanField(
            required=False,
            label=_("Stay signed in on this device for 14 days"),
        )


class NewPasswordForm(ResetPasswordForm):
    """Asks for a link by mail. The answer and the work done are the same whether the address is known or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        without_placeholders(self)
        self.fields["email"].widget.attrs["data-keep-email"] = ""

    def clean_email(self) -> str:
        """The address as typed; nothing is looked up here."""
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """The link leaves by mail, made when it is sent."""
        ask_password_reset(self.cleaned_data["email"])
        return str(self.cleaned_data["email"])


class SaysWhatIsAsked:
    """A form with a new password: what is asked of it stands beside the field before anything is refused."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(cast(forms.BaseForm, self))
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = ADVICE
        self.fields["password2"].label = _("Repeat password")

    def add_error(self, field: str | None, error: Any) -> None:
        """allauth's sentence about two passwords that differ, in our words."""
        if field == "password2" and not isinstance(error, ValidationError):
            error = PASSWORDS_DIFFER
        super().add_error(field, error)  # type: ignore[misc]


class ChosenPasswordForm(SaysWhatIsAsked, ResetPasswordKeyForm):
    """By the link of a mail."""


class OtherPasswordForm(SaysWhatIsAsked, ChangePasswordForm):
    """In place of the one that is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""

    def clean_oldpassword(self) -> str:
        """One that is kept anew on the way does not end the session in which it was typed."""
        typed: str = super().clean_oldpassword()
        keep_session(self.user)
        return typed


class OwnPasswordForm(SaysWhatIsAsked, SetPasswordForm):
    """For somebody who came in by EU Login and has none yet."""


class PasswordAgainForm(ReauthenticateForm):
    """Before something that somebody else must not do at a device that was left open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""


class FirstPasswordForm(forms.Form):
    """The password an invited person chooses."""

    password = forms.CharField(
        label=_("Password"),
        help_text=ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label=_("Repeat password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    accepted: Expert

    def __init__(self, *args: Any, token: str, expert: Expert, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.token = token
        self.expert = expert

    def clean(self) -> dict[str, Any]:
        """Both alike, strong enough, and the link still good: then the account is the person's."""
        cleaned = super().clean() or {}
        if cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", PASSWORDS_DIFFER)
        if not self.errors:
            self._accept(cleaned["password"])
        return cleaned

    def _accept(self, password: str) -> None:
        try:
            self.accepted = accept_invitation(self.token, password)
        except ValidationError as reason:
            self.add_error("password", reason)
