"""The first page: for visitors what Limes is, for those signed in what waits for them."""

from typing import Any

from django.test import Client
from django.utils import timezone

from kb.pages.setup import make_site
from kb.records.models import Record
from networks.access.enums import Label
from networks.spaces.enums import Area
from tests.kb.world import World


def test_a_visitor_sees_what_limes_is_the_areas_news_and_public_practices(world: World, news: Any) -> None:
    news(title="Something new")
    public = world.publish(label=Label.CLEAR.value, title="Public practice")
    world.publish(
        label=Label.AMBER.value, summary_label=Label.CLEAR.value, title="Only its summary is public"
    )
    page = Client().get("/").content.decode()
    for area in Area:
        assert f'href="/{area.value}/"' in page
    assert "Something new" in page
    assert public.title in page
    assert "Only its summary is public" not in page


def test_somebody_signed_in_sees_what_waits_what_changed_and_their_networks(world: World) -> None:
    waiting = world.share(title="Please clear me")
    changed = world.publish(title="New in the network")
    ncp = world.browser("ncp").get("/").content.decode()
    member = world.browser("member").get("/").content.decode()
    assert waiting.title in ncp
    assert waiting.title not in member
    assert changed.title in member
    assert world.network.name in member
    assert world.other.name not in member
    assert 'role="search"' in member


def test_what_is_still_correct_is_said_on_the_first_page(world: World) -> None:
    practice = world.publish()
    Record.objects.filter(pk=practice.pk).update(review_due=timezone.localdate())
    page = world.browser("author").get("/").content.decode()
    assert f'<form action="{practice.get_absolute_url()}confirm/" method="post">' in page
    assert 'name="csrfmiddlewaretoken" value=""' not in page


def test_the_first_page_costs_at_most_25_queries_and_the_same_with_more_in_it(
    world: World, news: Any, django_assert_max_num_queries: Any
) -> None:
    def counts() -> list[int]:
        found = []
        for name in (None, "ncp", "member"):
            browser = world.browser(name)
            browser.get("/")
            with django_assert_max_num_queries(25) as queries:
                browser.get("/")
            found.append(len(queries))
        return found

    world.share()
    world.publish(label=Label.CLEAR.value)
    news()
    few = counts()
    for _number in range(4):
        world.share()
        world.publish(label=Label.CLEAR.value)
        news()
    assert counts() == few


def test_a_hub_shows_records_of_its_area_as_far_as_the_reader_may_know(world: World) -> None:
    world.topic.area = Area.RISK
    world.topic.save()
    world.publish(title="CANARY HUB")
    shown = {
        name: world.browser(name).get("/risk-management/").content.decode()
        for name in (None, "outsider", "member")
    }
    assert "CANARY HUB" in shown["member"]
    assert "CANARY HUB" not in shown["outsider"]
    assert "CANARY HUB" not in shown[None]


def test_making_the_site_again_changes_nothing(world: World) -> None:
    home = make_site()
    home.introduction = "Written by an editor."
    home.save_revision().publish()
    again = make_site({"home": {"intro": "From a file."}})
    assert again.pk == home.pk
    assert again.introduction == "Written by an editor."


def test_what_was_returned_is_said_on_the_home_page_with_the_reviewers_words(world: World) -> None:
    practice = world.share()
    world.decide("ncp", practice, "return", reason="Say how many lorries a night.")
    page = world.browser("author").get("/").content.decode()
    assert "Say how many lorries a night." in page and world.people["ncp"].full_name in page
    assert f'href="{practice.get_absolute_url()}edit/"' in page
    assert "Say how many lorries" not in world.browser("member").get("/").content.decode()
