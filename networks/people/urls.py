"""Addresses of people."""

from django.urls import path

from networks.people.views import directory

app_name = "people"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("invite/", directory.invite, name="invite"),
    path("<slug:handle>/", directory.profile, name="profile"),
]
