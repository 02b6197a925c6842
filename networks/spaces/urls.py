"""Addresses of networks."""

from django.urls import URLPattern

app_name = "spaces"
urlpatterns: list[URLPattern] = []
