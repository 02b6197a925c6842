"""allauth's forms about second factors, in our words."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.utils.translation import gettext_lazy as _


class _Code(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.pop("placeholder", None)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeForm(_Code, AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")


class CodeAgainForm(_Code, ReauthenticateForm):
    """The same in between."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")


class FirstCodeForm(_Code, ActivateTOTPForm):
    """Proves that the app has taken the key over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the app")

    def clean_code(self) -> str:
        """Used with this: whoever looked on cannot sign in with it in the same half minute."""
        code: str = super().clean_code()
        if not TOTP(Authenticator(user=self.user))._mark_code_used(code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class PasskeyForm(AddWebAuthnForm):
    """A name for a passkey; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = _("So that you recognise it, for example office laptop or blue key.")
        self.fields["passwordless"].label = _("Use it to sign in without a password")
        self.fields["passwordless"].help_text = _(
            "Requires a device that asks for a fingerprint, face or PIN."
        )

    def clean(self) -> dict[str, Any]:
        """Whether it may sign in alone is what its owner says here. The browser says whether it could."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("credential") and not cleaned.get("passwordless"):
            told = cleaned["credential"].get("clientExtensionResults") or {}
            cleaned["credential"]["clientExtensionResults"] = told | {"credProps": {"rk": False}}
        return cleaned


class AloneForm(LoginWebAuthnForm):
    """Signs in with a passkey alone: one of which its owner said so, by a challenge that asks for a finger, a face or a PIN."""

    def clean_credential(self) -> Authenticator:
        """Challenges of other doors (the second step, proving oneself again) stand in the same place and ask for none of it."""
        state = auth.get_state()
        if not state or state["user_verification"] != "required":
            raise get_adapter().validation_error("incorrect_code")
        found: Authenticator = super().clean_credential()
        if not found.wrap().is_passwordless:
            raise get_adapter().validation_error("incorrect_code")
        return found
