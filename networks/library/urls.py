"""Below `/files/`."""

from django.urls import path

from networks.library import views

app_name = "library"
urlpatterns = [
    path("<str:reference>/<str:name>", views.serve, name="file"),
]
