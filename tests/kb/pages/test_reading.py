"""Who reads pages, cards and images: one rule, over every door."""

from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from kb.pages.markings import Readers, set_readers
from kb.pages.models import NewsPage, PageImage
from kb.pages.queries import public_pages
from kb.pages.searchable import SOURCE, load
from networks.access.actions.break_glass import Asked, open_glass
from networks.access.enums import GlassPurpose, Label
from networks.audit.enums import READ
from networks.audit.models import AuditEntry
from networks.events import relay
from networks.events.models import Event
from networks.spaces.enums import NetworkRole
from tests import factories
from tests.kb.records.test_readable_by_everybody import BOTH, in_polish
from tests.kb.world import World

READERS = {
    Label.CLEAR: {None, "guest", "outsider", "member"},
    Label.GREEN: {"outsider", "member"},
    Label.AMBER: {"member"},
}


@pytest.mark.parametrize("label", list(READERS))
def test_a_page_is_read_by_those_its_label_admits_and_is_missing_for_the_rest(
    world: World, news: Any, label: Label
) -> None:
    page = news(Readers(label, frozenset({world.network.pk})), title="CANARY NEWS", lead="CANARY LEAD")
    for name in (None, "guest", "outsider", "member"):
        browser, may = world.browser(name), name in READERS[label]
        assert browser.get(page.url).status_code == (200 if may else 404), name
        for address in ("/", "/news/"):
            assert ("CANARY" in browser.get(address).content.decode()) == may, (name, address)


def test_every_method_answers_as_for_a_missing_page(world: World, news: Any) -> None:
    page = news(Readers(Label.AMBER, frozenset({world.network.pk})))
    for method in ("get", "head", "options", "post", "put", "delete"):
        shut, missing = (getattr(Client(), method)(address) for address in (page.url, "/news/missing/"))
        assert (shut.status_code, shut.headers.get("Allow")) == (
            missing.status_code,
            missing.headers.get("Allow"),
        )


def test_the_map_of_the_site_names_public_pages_only(world: World, news: Any) -> None:
    shut = news(Readers(Label.GREEN), slug="for-experts")
    public = news(slug="for-all")
    page = world.browser("member").get("/sitemap.xml").content.decode()
    assert public.url in page
    assert shut.url not in page


def test_wagtails_own_password_and_sign_in_doors_are_gone(world: World) -> None:
    for address in ("/_util/login/", "/_util/authenticate_with_password/1/1/", "/documents/1/a.pdf"):
        assert world.browser().get(address).status_code == 404


def test_a_copy_has_a_marking_of_its_own_with_the_same_readers(world: World, news: Any) -> None:
    page = news(Readers(Label.AMBER, frozenset({world.network.pk})))
    copy = page.copy(update_attrs={"slug": "copied"}, keep_live=True)
    assert copy.marking_id != page.marking_id
    assert world.browser("member").get(copy.url).status_code == 200
    assert Client().get(copy.url).status_code == 404


def test_an_old_revision_does_not_bring_wider_readers_back(world: World, news: Any) -> None:
    page = news(title="Public once")
    old = page.latest_revision
    set_readers(page.marking, Readers(Label.AMBER, frozenset({world.network.pk})))
    old.publish()
    assert Client().get(page.url).status_code == 404
    assert NewsPage.objects.get(pk=page.pk).marking.label == Label.AMBER


def test_a_deleted_page_takes_its_marking_along_and_tells_search(world: World, news: Any) -> None:
    page = news()
    marking = page.marking
    page.delete()
    assert not type(marking).objects.filter(pk=marking.pk).exists()
    kinds = Event.objects.filter(subject_id=page.pk, subject_type="wagtailcore.page").values_list(
        "kind", flat=True
    )
    assert {"page.published", "page.unpublished"} <= set(kinds)


def test_search_is_offered_the_words_of_a_page_but_not_those_of_its_cards(world: World, news: Any) -> None:
    practice = world.publish(title="CANARY CARD")
    page = news(
        body=[("text", "Words **in bold**"), ("record", practice.reference), ("heading", "Further on")]
    )
    (entry,) = load([page.pk])
    assert entry.body == "Words in bold\nFurther on"
    assert entry.url == page.url
    assert entry.version == Event.objects.filter(subject_id=page.pk).latest("pk").pk
    assert SOURCE.wants("page.published")
    page.unpublish()
    assert load([page.pk]) == []


def test_a_card_shows_each_reader_what_they_may_read_and_nothing_else(world: World, news: Any) -> None:
    practice = world.publish(
        title="CANARY TITLE", summary="CANARY SUMMARY", body="CANARY BODY", summary_label=Label.GREEN.value
    )
    page = news(
        title="With a card", body=[("text", "Before."), ("record", practice.reference), ("text", "After.")]
    )
    for name, may in ((None, False), ("guest", False), ("outsider", True), ("member", True)):
        text = world.browser(name).get(page.url).content.decode()
        assert ("CANARY TITLE" in text) == may, name
        assert ("CANARY SUMMARY" in text) == may, name
        assert "CANARY BODY" not in text
        assert (practice.reference in text) == may, name
        assert "Before." in text
        assert "After." in text


def test_cards_and_pictures_cost_the_same_however_many_there_are(
    world: World, news: Any, image: PageImage, django_assert_max_num_queries: Any
) -> None:
    def body(number: int) -> list[tuple[str, Any]]:
        cards = [("record", world.publish(label=Label.GREEN.value).reference) for _ in range(number)]
        return [*cards, *[("image", {"image": image, "alt": "A lorry", "caption": ""})] * number]

    few, many = news(slug="few", body=body(1)), news(slug="many", body=body(5))
    browser = world.browser("member")
    counts = []
    for page in (few, many):
        browser.get(page.url)
        with django_assert_max_num_queries(25) as queries:
            assert browser.get(page.url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pages_that_wagtail_made_are_not_in_the_tree(world: World) -> None:
    assert Page.objects.filter(depth=2).count() == 1


def test_why_somebody_reads_a_page_is_explained_by_its_address(world: World, news: Any) -> None:
    page = news(Readers(Label.AMBER, frozenset({world.network.pk})), title="CANARY NEWS")
    for name, said in (("member", "READS IT"), ("outsider", "does not read it")):
        out = StringIO()
        call_command("explain_access", world.people[name].email, f"http://testserver{page.url}", stdout=out)
        assert f"Body: {said}" in out.getvalue() and "CANARY" not in out.getvalue(), name


def test_a_page_read_through_broken_glass_is_written_down_and_told(world: World, news: Any) -> None:
    administrator = world.people["administrator"] = factories.administrator()
    lead = factories.seat(world.network, factories.ExpertFactory(), NetworkRole.LEAD).expert
    page = news(Readers(Label.AMBER, frozenset({world.network.pk})))
    relay.drain()
    mail.outbox.clear()
    browser = world.browser("administrator")
    assert browser.get(page.url).status_code == 404
    assert open_glass(world.viewer("administrator"), Asked(page.url, GlassPurpose.INCIDENT, "An incident"))
    readings = AuditEntry.objects.filter(action=READ, person_id=administrator.pk)
    assert not readings.exists()
    assert browser.get(page.url).status_code == 200
    assert readings.count() == 1
    relay.drain()
    assert [each.to for each in mail.outbox if "for one hour" in each.subject] == [[lead.email]]


def test_a_spoilt_address_leaves_the_site_map_readable(world: World, news: Any) -> None:
    page = news(Readers(Label.CLEAR))
    Page.objects.filter(pk=page.pk).update(url_path=f"{page.url_path}x\x0by&z<\ufffe/")
    root = ElementTree.fromstring(Client().get("/sitemap.xml").content)
    assert len(root) == len(public_pages()) > 1


def test_a_card_on_a_page_shows_english_first(world: World, news: Any) -> None:
    practice = world.publish(**in_polish(world, label=Label.CLEAR.value))
    page = news(title="With a card", body=[("record", practice.reference)])
    assert BOTH.search(world.browser().get(page.url).content.decode())
