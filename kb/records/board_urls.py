"""The address of the board's page."""

from django.urls import path

from kb.records.views import figures

app_name = "board"
urlpatterns = [path("", figures.figures, name="figures")]
