"""Sign-in and everything about the account: allauth's views that an invited person needs, and no sign-up."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from networks.people import proving_again
from networks.people.proving_again import asked_again
from networks.people.views import account, eu_login, factors, profile, sessions, tokens

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("invitation/<str:token>/", account.invitation, name="account_invitation"),
    path("profile/", profile.edit_profile, name="account_profile"),
    path("profile/languages/", profile.add_language, name="account_languages"),
    path("profile/languages/<str:code>/remove/", profile.remove_language, name="account_language_remove"),
    path("sessions/", sessions.sessions, name="account_sessions"),
    path("tokens/", tokens.tokens, name="account_tokens"),
    path("tokens/revoke/", tokens.revoke, name="account_token_revoke"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", asked_again(views.password_set, keep=False), name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    # The key has a dash of its own, so the number before it must not.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("reauthenticate/", proving_again.reauthenticate, name="account_reauthenticate"),
    # Under allauth's names, which its own views lead to; passkeys go by references instead of numbers.
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/code/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/", asked_again(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/file/", factors.recovery_codes_file, name="mfa_download_recovery_codes"
    ),
    path(
        "second-factor/recovery-codes/new/",
        asked_again(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("second-factor/passkeys/", factors.passkeys, name="mfa_list_webauthn"),
    path("oidc/<str:provider_id>/login/", eu_login.begin, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", eu_login.come_back, name="openid_connect_callback"),
    path("second-factor/passkeys/new/", asked_again(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "second-factor/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("second-factor/passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "second-factor/passkeys/<slug:reference>/remove/",
        factors.remove_passkey,
        name="account_remove_passkey",
    ),
]
