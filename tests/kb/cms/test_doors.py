"""Every door of /cms/, for everybody: what is not listed as open does not exist."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve
from django.utils.html import escape

from kb.pages.cms import doors as listed
from kb.pages.cms.groups import GROUP_NAMES, align_cms_groups
from kb.pages.cms.roles import CmsRole
from networks.access import grants
from networks.spaces.models import Membership, Office
from tests.kb.cms.addresses import doors
from tests.kb.world import World

NEVER = (
    "wagtailusers_users", "wagtailusers_groups", "wagtailsites", "wagtailadmin_workflows", "wagtailadmin_reports",
    "wagtailadmin_collections", "wagtailadmin_login", "wagtailadmin_password_reset", "wagtail_bulk_action",
    "wagtailsnippets", "wagtailadmin_tag_autocomplete", "wagtailadmin_pages:set_privacy", "wagtailadmin_pages:usage",
    "wagtailimages:url_generator", "wagtailimages:image_usage",
)  # fmt: skip


def told(answer: Any, address: str) -> tuple[int, str]:
    """What an answer tells: its status, and its page without the address asked for and the form's one-time key."""
    page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", answer.content.decode())
    return answer.status_code, page.replace(quote(address, safe=""), "HERE").replace(escape(address), "HERE")


def test_addresses_made_up_for_the_ledger_lead_to_the_doors_they_stand_for() -> None:
    found = {name: address for name, address in doors() if not name.endswith("nowhere")}
    assert len(found) > 150
    for name, address in found.items():
        assert resolve(address).view_name == name, address


def test_every_door_listed_as_open_exists() -> None:
    existing = {name for name, _address in doors()}
    assert set(listed._OPEN) <= existing
    assert set(listed.ELSEWHERE) <= existing


@pytest.mark.parametrize("prefix", NEVER)
def test_wagtails_other_doors_are_open_to_nobody(prefix: str) -> None:
    found = [name for name, _address in doors() if name.startswith(prefix)]
    assert found
    assert not [name for name in found if listed.openers(name)]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [None, "member", "ncp", "guest", "editor", "steward"])
def test_a_door_that_is_not_open_answers_as_an_address_that_does_not_exist(
    world: World, name: str | None, method: str
) -> None:
    roles = {"editor": {CmsRole.EDITOR}, "steward": {CmsRole.STEWARD}}.get(name or "", set())
    browser = world.browser(name)
    closed = [
        (door, at)
        for door, at in doors()
        if not listed.openers(door) & roles and door not in listed.ELSEWHERE
    ]
    assert len(closed) > 80
    missing = told(getattr(browser, method)("/cms/nowhere/at/all/"), "/cms/nowhere/at/all/")
    assert missing[0] == 404
    different = [door for door, at in closed if told(getattr(browser, method)(at), at) != missing]
    assert not different


def test_for_a_visitor_the_cms_is_like_any_other_address_that_does_not_exist(world: World) -> None:
    browser = world.browser()
    assert told(browser.get("/cms/"), "/cms/") == told(browser.get("/nowhere/"), "/nowhere/")


@pytest.mark.parametrize("name", ["editor", "steward"])
def test_open_doors_answer_their_people_without_a_fault(world: World, name: str) -> None:
    role = {"editor": CmsRole.EDITOR, "steward": CmsRole.STEWARD}[name]
    browser = world.browser(name)
    for door, address in doors():
        if role in listed.openers(door) and door != "wagtailadmin_logout":
            assert browser.get(address).status_code in (200, 302, 400, 404, 405), door


def test_a_visitor_finds_the_sign_in_at_the_cms_and_comes_back(world: World) -> None:
    page = world.browser().get("/cms/pages/").content.decode()
    assert 'name="next" value="/cms/pages/"' in page


def test_a_group_alone_lets_nobody_in(world: World) -> None:
    world.people["member"].groups.add(Group.objects.get(name=GROUP_NAMES[CmsRole.EDITOR]))
    assert world.browser("member").get("/cms/").status_code == 404


def test_an_ended_role_closes_the_door_at_the_next_request(world: World) -> None:
    editor, steward = world.browser("editor"), world.browser("steward")
    assert editor.get("/cms/").status_code == steward.get("/cms/").status_code == 200
    Office.objects.filter(expert=world.people["editor"]).delete()
    Membership.objects.filter(expert=world.people["steward"]).update(state="ended")
    assert editor.get("/cms/").status_code == 404
    assert steward.get("/cms/").status_code == 404


def test_groups_follow_roles_at_the_door(world: World) -> None:
    steward = world.people["steward"]
    assert not steward.groups.exists()
    world.browser("steward").get("/cms/")
    assert list(steward.groups.values_list("name", flat=True)) == ["Stewards"]
    seat = Membership.objects.get(expert=steward)
    seat.role = "member"
    seat.save()
    grants.align_membership(seat)
    align_cms_groups(steward)
    assert not steward.groups.exists()


def test_nobody_gets_django_model_permissions(world: World) -> None:
    for group in Group.objects.filter(name__in=GROUP_NAMES.values()):
        assert list(group.permissions.values_list("codename", flat=True)) == ["access_admin"]


def test_the_cms_has_its_own_policy_and_the_site_keeps_the_strict_one(world: World) -> None:
    browser = world.browser("editor")
    inside, outside = browser.get("/cms/"), browser.get("/")
    assert "'unsafe-inline'" in inside.headers["Content-Security-Policy"]
    assert "unsafe" not in outside.headers["Content-Security-Policy"]
    closed = browser.get("/cms/users/")
    assert "unsafe" not in closed.headers["Content-Security-Policy"]


def test_the_menu_shows_each_their_own_and_no_closed_door(world: World) -> None:
    editor = world.browser("editor").get("/cms/").content.decode()
    steward = world.browser("steward").get("/cms/").content.decode()
    assert "/cms/images/" in editor
    assert "/cms/knowledge/" not in editor
    assert "/cms/knowledge/practices/" in steward
    assert "/cms/images/" not in steward
    for page in (editor, steward):
        assert "/cms/reports/" not in page
        assert "/cms/users/" not in page
        assert "gravatar" not in page
