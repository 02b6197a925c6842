"""Addresses of the trail."""

from django.urls import path

from networks.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("export.xlsx", views.export, {"form": "xlsx"}, name="export_xlsx"),
    path("export.csv", views.export, {"form": "csv"}, name="export_csv"),
]
