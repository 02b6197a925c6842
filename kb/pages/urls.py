"""Pages of the communication team, at the end of all addresses. Wagtail's own password and sign-in doors are left out."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from kb.pages import views

urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    re_path(serve_pattern, views.page, name="wagtail_serve"),
]
