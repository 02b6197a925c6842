"""The one address. What stands before the ending is a token; SecretAddressMiddleware has taken it out."""

from django.urls import path

from networks.calendar import views

app_name = "calendar"
urlpatterns = [path("<str:shown>.ics", views.personal, name="personal")]
