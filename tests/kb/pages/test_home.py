"""The first page: for visitors what Limes is, for those signed in what waits for them."""

from typing import Any

from django.test import Client
from django.utils import timezone

from kb.pages.setup import make_site
from kb.records.models import Record
from networks.access.enums import Label
from networks.events import relay
from networks.spaces.enums import Area
from tests.kb.records.test_readable_by_everybody import BOTH, in_polish
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


def test_the_home_page_costs_at_most_25_queries_a_few_more_for_authors_and_the_same_with_more_in_it(
    world: World, news: Any, django_assert_max_num_queries: Any
) -> None:
    def counts() -> list[int]:
        found = []
        for name, most in ((None, 25), ("ncp", 25), ("member", 25), ("author", 30)):
            browser = world.browser(name)
            browser.get("/")
            with django_assert_max_num_queries(most) as queries:
                browser.get("/")
            found.append(len(queries))
        return found

    def more(number: int) -> None:
        world.share(title=f"Waiting {number}")
        world.publish(label=Label.CLEAR.value, title=f"Public {number}")
        back = world.share(title=f"Returned {number}")
        world.decide("ncp", back, "return", reason="Say how many lorries a night.")
        news()
        relay.drain()

    more(0)
    few = counts()
    for number in range(1, 4):
        more(number)
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


def test_the_home_page_opens_with_tasks_sharing_and_drafts_then_what_is_new(world: World) -> None:
    world.share(save="draft", title="Half written")
    page = world.browser("author").get("/").content.decode()
    order = [
        page.index(f'id="{each}"')
        for each in ("site-search", "tasks", "drafts", "changes", "notices", "my-networks")
    ]
    assert order == sorted(order)
    assert "No open tasks" in page and "Tasks appear here with their due date" in page
    assert 'class="btn btn-primary" href="/kb/practices/new/"' in page and page.count("btn-primary") == 1
    assert "Half written" in page
    assert "Half written" not in world.browser("colleague").get("/").content.decode()


def test_the_home_page_says_who_did_what(world: World) -> None:
    practice = world.share()
    world.decide("ncp", practice, "clear")
    relay.drain()
    who = world.people["ncp"].full_name
    assert f"{who} cleared “{practice.title}”" in world.browser("author").get("/").content.decode()
    assert who not in world.browser("member").get("/").content.decode()


def test_whoever_may_not_share_is_offered_no_form(world: World) -> None:
    page = world.browser("member").get("/").content.decode()
    assert "/kb/practices/new/" not in page and "contributor role" in page


def test_the_home_page_shows_english_first_and_the_original_beneath(world: World) -> None:
    world.publish(**in_polish(world))
    assert BOTH.search(world.browser("member").get("/").content.decode())
