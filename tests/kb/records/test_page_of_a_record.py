"""The page of a record: one primary action, short facts side by side, pictures to look at, who validated it, the way back."""

import re
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.models import Record
from networks.access.enums import Label
from networks.spaces.enums import NetworkRole
from tests.factories import seat
from tests.kb.world import World
from tests.networks.library.samples import png

pytestmark = pytest.mark.storage


def page_of(world: World, name: str | None, record: Record, **headers: str) -> Any:
    return world.browser(name).get(record.get_absolute_url(), headers=headers)


def menu_of(page: Any) -> list[str]:
    return [each.label for each in page.context["actions"].menu]


def primary_of(page: Any) -> str:
    primary = page.context["actions"].primary
    return primary.label if primary else ""


# ---- Actions ---------------------------------------------------------------------------------------


def test_each_reader_has_one_primary_action(world: World) -> None:
    practice = world.share()
    assert primary_of(page_of(world, "author", practice)) == "Edit"
    assert primary_of(page_of(world, "ncp", practice)) == "Review and decide"
    world.decide("ncp", practice, "clear")
    assert primary_of(page_of(world, "finn", practice)) == "Review and decide"
    world.decide("finn", practice, "validate", grade="proven")
    assert primary_of(page_of(world, "finn", practice)) == ""
    world.decide("romanian", practice, "validate", grade="supported")
    shown = {name: primary_of(page_of(world, name, practice)) for name in ("author", "finn", "member", "ncp")}
    assert shown == {"author": "Edit", "finn": "Adopt this practice", "member": "", "ncp": ""}
    html = page_of(world, "finn", practice).content.decode()
    assert html.count('class="btn btn-primary in-thumb-bar"') == 1


def test_the_rest_is_one_menu_in_a_fixed_order(world: World) -> None:
    practice = world.publish()
    order = [
        "Confirm it is still correct",
        "History",
        "Related records",
        "Change who can read it",
        "See who read it",
        "Print",
        "Keep offline for 72 hours",
        "Withdraw",
    ]
    shown = [each for each in menu_of(page_of(world, "author", practice)) if each in order]
    assert shown == order
    reader = menu_of(page_of(world, "member", practice))
    assert "Request release" in reader and not {"History", "Withdraw", "See who read it"} & set(reader)


@pytest.mark.parametrize("name", ["author", "colleague"])
def test_nobody_is_asked_to_adopt_a_practice_of_their_own_administration(world: World, name: str) -> None:
    practice = world.publish()
    page = page_of(world, name, practice)
    assert "Adopt this practice" not in page.content.decode()
    answer = world.browser(name).get(f"/kb/adoptions/new/?practice={practice.reference}")
    assert answer.status_code == 403
    assert "Your administration shared this practice" in answer.content.decode()


# ---- Text ------------------------------------------------------------------------------------------


def test_short_values_stand_side_by_side_and_long_ones_as_text(world: World) -> None:
    practice = world.publish(
        cost_band="10k_50k",
        fte="2.50",
        time_months="6",
        preconditions="A gate\n\nA lane",
        staffing="Two shifts",
    )
    html = page_of(world, "finn", practice).content.decode()
    grid = re.search(r'<dl class="fact-grid">(.*?)</dl>', html[html.index('id="needs"') :], re.S)
    assert grid is not None
    assert re.findall(r"<dd>(.*?)</dd>", grid[1]) == ["€10,000 to €50,000", "2.5", "6"]
    needs = html[html.index('id="needs"') :]
    assert "<p>A lane</p>" in needs[: needs.index("</section>")]
    assert "fact-grid" in html[html.index('id="context"') : html.index('id="needs"')]


def test_a_text_with_nothing_short_has_no_empty_grid(world: World) -> None:
    assert "fact-grid" not in page_of(world, "finn", world.publish()).content.decode()


# ---- Pictures --------------------------------------------------------------------------------------


def with_files(world: World, **changed: Any) -> Practice:
    practice = world.share(save="draft", **changed)
    browser, address = world.browser("author"), f"{practice.get_absolute_url()}edit/"
    kept = []
    for name, content in (("scale_beside-the belt.png", png()), ("notes.txt", b"Only words.")):
        sent = browser.post(f"{address}files/", {"file": SimpleUploadedFile(name, content)})
        assert sent.status_code == 200, sent.content
        kept.append(sent.json()["id"])
    version = browser.get(address).context["version"]
    fields = world.fields(version=version, files=kept, **changed)
    assert browser.post(address, fields).status_code == 302
    world.decide("ncp", practice, "clear")
    world.decide("finn", practice, "validate", grade="proven")
    world.decide("romanian", practice, "validate", grade="proven")
    return Practice.objects.get(pk=practice.pk)


def test_pictures_are_shown_with_words_for_those_who_cannot_see_them(world: World) -> None:
    practice = with_files(world, summary_label=Label.GREEN.value)
    html = page_of(world, "member", practice).content.decode()
    picture = re.search(r'<img src="([^"]+)" alt="scale beside the belt" loading="lazy"[^>]*>', html)
    assert picture is not None
    served = world.browser("member").get(picture[1])
    assert served.status_code == 200 and served.headers["Content-Type"] == "image/png"
    assert "notes.txt" in html and 'alt="notes"' not in html
    summary = page_of(world, "outsider", practice).content.decode()
    assert "<img" not in summary and picture[1] not in summary
    assert world.browser("outsider").get(picture[1]).status_code == 404


# ---- Dates and validators --------------------------------------------------------------------------


def facts_of(page: Any) -> dict[str, str]:
    return {each.label: each.value for each in page.context["facts"] if each.value}


def test_the_page_says_when_it_was_published_and_which_states_validated_it(world: World) -> None:
    for name, state in (("finn", "Finland"), ("romanian", "Romania")):
        country = world.people[name].administration.country
        country.name = state
        country.save(update_fields=["name"])
    with patch.object(timezone, "now", return_value=datetime(2026, 11, 3, 12, tzinfo=UTC)):
        practice = world.publish()
    page = page_of(world, "member", practice)
    facts = facts_of(page)
    assert facts["Published"] == "3 November 2026"
    assert facts["Validated by"] == "Finland and Romania, 3 November 2026"
    assert "Last updated" not in facts
    html = page.content.decode()
    assert world.people["finn"].full_name not in html


def test_a_later_edit_says_when_it_changed_and_who_validated_the_text_that_stands(world: World) -> None:
    with patch.object(timezone, "now", return_value=datetime(2026, 11, 3, 12, tzinfo=UTC)):
        practice = world.publish()
    seat(world.network, world.people["outsider"], NetworkRole.VALIDATOR)
    browser, address = world.browser("author"), f"{practice.get_absolute_url()}edit/"
    version = browser.get(address).context["version"]
    assert browser.post(address, world.fields(version=version, title="Mended")).status_code == 302
    world.decide("ncp", practice, "clear")
    assert facts_of(page_of(world, "member", practice))["Validated by"].startswith(
        "FI and RO, 3 November 2026"
    )
    for name in ("second_finn", "outsider"):
        world.decide(name, practice, "validate", grade="supported")
    facts = facts_of(page_of(world, "member", practice))
    assert facts["Published"] == "3 November 2026"
    assert facts["Last updated"] not in ("", facts["Published"])
    assert facts["Validated by"].startswith("FI and RO, ") and "3 November" not in facts["Validated by"]


def test_what_nobody_validated_names_no_validators(world: World) -> None:
    draft = world.share(save="draft")
    assert not {"Published", "Validated by"} & set(facts_of(page_of(world, "author", draft)))


# ---- The way back ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("referer", "label", "url"),
    [
        (
            "http://testserver/kb/practices/?country=PL&page=2",
            "Good practices",
            "/kb/practices/?country=PL&page=2",
        ),
        ("http://testserver/search/?q=lorries", "Search results", "/search/?q=lorries"),
        ("http://testserver/search/", "Good practices", "/kb/practices/"),
        ("http://testserver/kb/trainers/?country=PL", "Good practices", "/kb/practices/"),
        ("https://elsewhere.example/kb/practices/?q=stolen", "Good practices", "/kb/practices/"),
        ("http://[", "Good practices", "/kb/practices/"),
        ("", "Good practices", "/kb/practices/"),
    ],
)
def test_the_way_back_leads_to_the_list_as_it_was_filtered(
    world: World, referer: str, label: str, url: str
) -> None:
    practice = world.publish()
    for name in ("member", "outsider"):
        practice.marking.summary_label = Label.GREEN
        page = page_of(world, "member", practice, referer=referer)
        assert page.context["way"] == [{"label": label, "url": url}], name
    assert f'href="{url.replace("&", "&amp;")}"' in page.content.decode()


FILTERED = "/kb/practices/?country=PL&page=2"


@pytest.mark.parametrize("save", ["draft", "submit"])
def test_the_way_back_keeps_the_filters_through_an_edit(world: World, save: str) -> None:
    practice, author = world.publish(), world.browser("author")
    page = author.get(practice.get_absolute_url(), headers={"Referer": f"http://testserver{FILTERED}"})
    edit = page.context["actions"].primary.url
    assert edit.startswith(f"{practice.get_absolute_url()}edit/?")
    form = author.get(edit)
    assert 'name="back" value="/kb/practices/?country=PL&amp;page=2"' in form.content.decode()
    sent = world.fields(version=form.context["version"], save=save, title="Mended", back=form.context["back"])
    answer = author.post(f"{practice.get_absolute_url()}edit/", sent)
    reached = author.get(answer["Location"])
    assert FILTERED in (reached.context.get("back"), (reached.context.get("way") or [{}])[0].get("url"))


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/kb/practices/?q=x",
        "//elsewhere.example/kb/practices/?q=x",
        "javascript:alert(1)",
        "/accounts/logout/?q=x",
        "/kb/trainers/?q=x",
        f"/kb/practices/?q={'x' * 3000}",
        "http://[",
    ],
)
def test_the_way_back_leads_to_own_lists_only(world: World, back: str) -> None:
    practice = world.publish()
    page = world.browser("author").get(practice.get_absolute_url(), {"back": back})
    assert page.context["way"][0]["url"] == "/kb/practices/"
    assert page.context["actions"].primary.url == f"{practice.get_absolute_url()}edit/"
