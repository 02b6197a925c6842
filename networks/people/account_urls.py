"""Sign-in and everything about the account: allauth's views that an invited person needs, and no sign-up."""

from allauth.account import views
from django.apps import apps
from django.urls import include, path, re_path

from networks.people.views import account, profile

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("invitation/<str:token>/", account.invitation, name="account_invitation"),
    path("profile/", profile.edit_profile, name="account_profile"),
    path("profile/languages/", profile.add_language, name="account_languages"),
    path("profile/languages/<str:code>/remove/", profile.remove_language, name="account_language_remove"),
    path("password/change/", views.password_change, name="account_change_password"),
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
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
]
if apps.is_installed("allauth.socialaccount.providers.openid_connect"):
    urlpatterns.append(path("", include("allauth.socialaccount.providers.openid_connect.urls")))
