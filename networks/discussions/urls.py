"""Addresses of discussions: their pages in a network, and what may be done in any of them."""

from django.urls import path

from networks.discussions import views
from networks.discussions.views import moderation, posts

app_name = "discussions"
urlpatterns = [
    path("networks/<slug:slug>/discussions/", views.topic_list, name="list"),
    path("networks/<slug:slug>/discussions/new/", views.new_topic, name="new"),
    path("networks/<slug:slug>/discussions/<str:reference>/", views.topic_page, name="topic"),
    path("discussions/<str:reference>/", views.thread_page, name="thread"),
    path("discussions/<str:reference>/post/", posts.new_post, name="post"),
    path("discussions/<str:reference>/read/", posts.read_up_to, name="read"),
    path("discussions/<str:reference>/posts/<int:seq>/edit/", posts.change_post, name="edit"),
    path("discussions/<str:reference>/posts/<int:seq>/react/", posts.react_to_post, name="react"),
    path("discussions/<str:reference>/posts/<int:seq>/remove/", moderation.take_away, name="remove"),
    path("discussions/<str:reference>/posts/<int:seq>/accept/", moderation.accept, name="accept"),
    path("discussions/<str:reference>/close/", moderation.close, name="close"),
    path("discussions/<str:reference>/reopen/", moderation.reopen, name="reopen"),
]
