"""Addresses of the workspace."""

from django.urls import path

from kb.records.views import copies, workspace

app_name = "workspace"
urlpatterns = [
    path("", workspace.home, name="home"),
    path("copies/", copies.kept, name="copies"),
    path("away/", copies.away, name="away"),
]
