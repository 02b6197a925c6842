"""Addresses of people."""

from django.urls import path

from networks.people.views import directory, standing

app_name = "people"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("invite/", directory.invite, name="invite"),
    path("<slug:handle>/", directory.profile, name="profile"),
    path("<slug:handle>/account/", standing.standing, name="standing"),
    path("<slug:handle>/left/", standing.leave, name="off_board"),
]
