"""Addresses of networks."""

from django.urls import path

from networks.spaces.views import administration, break_glass, members, networks

app_name = "spaces"
urlpatterns = [
    path("", networks.listing, name="list"),
    path("administration/", administration.index, name="administration"),
    path("administration/open/", administration.open_space, name="open"),
    path("administration/break-glass/", break_glass.page, name="break_glass"),
    path("administration/break-glass/open/", break_glass.begin, name="break_glass_open"),
    path("administration/break-glass/close/", break_glass.end, name="break_glass_close"),
    path("administration/invite/", administration.invite, name="platform_invite"),
    path("administration/people/<slug:handle>/", administration.person, name="platform_person"),
    path("administration/people/<slug:handle>/do/", administration.act, name="platform_act"),
    path("administration/close/<slug:slug>/", administration.close_space, name="close"),
    path("<slug:slug>/", networks.home, name="home"),
    path("<slug:slug>/edit/", networks.edit, name="edit"),
    path("<slug:slug>/join/", networks.ask, name="ask"),
    path("<slug:slug>/seat/", networks.answer, name="seat"),
    path("<slug:slug>/members/", members.members, name="members"),
    path("<slug:slug>/members/invite/", members.invite, name="invite"),
    path("<slug:slug>/members/invite/take-back/", members.take_back, name="take_back"),
    path("<slug:slug>/members/<slug:handle>/", members.member, name="member"),
    path("<slug:slug>/members/<slug:handle>/answer/", members.answer, name="answer"),
    path("<slug:slug>/members/<slug:handle>/permission/", members.permission, name="permission"),
    path("<slug:slug>/members/<slug:handle>/remove/", members.remove, name="remove"),
    path("<slug:slug>/members/<slug:handle>/restore/", members.restore, name="restore"),
]
