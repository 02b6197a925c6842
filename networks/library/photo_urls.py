"""Photos of people: on their profile, and where they change their own."""

from django.urls import path

from networks.library import views

app_name = "photos"
urlpatterns = [
    path("people/<slug:handle>/photo/", views.photo, name="photo"),
    path("accounts/profile/photo/", views.own_photo, name="own"),
]
