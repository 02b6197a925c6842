"""Below `/files/images/`: images of pages and their sizes."""

from django.urls import path

from kb.pages import views

app_name = "page_images"
urlpatterns = [path("<str:name>", views.image_file, name="image")]
