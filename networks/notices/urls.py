"""Addresses of notices."""

from django.urls import path

from networks.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("<slug:reference>/", views.open_notice, name="open"),
]
