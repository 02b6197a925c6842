"""django-allauth's sentences in our words: what is wrong and what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WRONG_SIGN_IN = _("The e-mail address or the password is not correct. Check both and try again.")
PASSWORDS_DIFFER = _("The two passwords do not match.")

# By allauth's own names. What is not here cannot be met: no sign-up, no user names, no telephones, no second address.
ACCOUNT: dict[str, Any] = {
    "account_inactive": WRONG_SIGN_IN,
    "email_password_mismatch": WRONG_SIGN_IN,
    "username_password_mismatch": WRONG_SIGN_IN,
    "invalid_login": WRONG_SIGN_IN,
    "enter_current_password": _("Enter your current password."),
    "incorrect_password": _("This password is not correct."),
    "incorrect_code": _("This code is not correct."),
    "invalid_or_expired_key": _("This link has expired or was already used."),
    "invalid_password_reset": _("This link has expired or was already used."),
    "too_many_login_attempts": _("Too many attempts. Wait 15 minutes, then try again."),
    "same_as_current": _("Choose a password that differs from the current one."),
    "rate_limited": _("Too many requests. Wait a minute, then try again."),
    "unknown_email": _("Enter an e-mail address."),
}
SECOND_FACTOR: dict[str, Any] = {
    "cannot_delete_authenticator": _(
        "Your role requires a second factor. Add another one before you remove this one."
    ),
    "cannot_generate_recovery_codes": _("Recovery codes replace a second factor. Set one up first."),
    "incorrect_code": _("This code is not correct. Each code of the app works once and for 30 seconds."),
    "unverified_email": _("Your e-mail address has not been confirmed yet. Accept your invitation first."),
}
EU_LOGIN: dict[str, Any] = {
    "email_taken": _("There is an account for this e-mail address already. Sign in with its password."),
    "invalid_token": _("EU Login sent an answer that is not valid. Try again."),
    "no_password": _("Choose a password before you disconnect EU Login."),
    "no_verified_email": _("EU Login has not confirmed your e-mail address."),
    "disconnect_last": _("You sign in with EU Login only, so it cannot be disconnected."),
    "connected_other": _("This EU Login account belongs to another account on Limes."),
}
# Ways to confirm one's identity, by allauth's names.
WAYS: dict[str, Any] = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
