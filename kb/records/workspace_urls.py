"""Addresses of the workspace."""

from django.urls import path

from kb.records.views import workspace

app_name = "workspace"
urlpatterns = [path("", workspace.home, name="home")]
