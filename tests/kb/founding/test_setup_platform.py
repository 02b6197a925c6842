"""An empty platform that a real administrator can open, and that says what to do next."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from config.context import menu_of
from kb.records.models import Record, Term
from networks.access.viewer import viewer_of
from networks.people.models import Administration, Country, Expert, Language
from networks.spaces.enums import NetworkRole, OfficeRole
from networks.spaces.models import Membership, Network
from tests.conftest import BACKEND
from tests.factories import ExpertFactory, office, seat, second_factor
from tests.kb.world import lasting

pytestmark = [pytest.mark.django_db, pytest.mark.storage]

CHIEF = "chief@customs.example"
PASSWORD = "nineteen grey lorries"


def setup(email: str = CHIEF) -> str:
    out = StringIO()
    call_command("setup_platform", admin_email=email, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def lasting_platform(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Set up once for the tests below it."""
    with lasting(setup, django_db_blocker) as said:
        yield said


@pytest.fixture
def said(lasting_platform: str, db: None) -> str:
    """What the command said when it had set the platform up."""
    return lasting_platform


def link_in(said: str) -> str:
    found = re.search(r"https?://[^/]+(/accounts/invitation/\S+)", said)
    assert found, said
    return found.group(1)


def signed_in(said: str) -> Client:
    client = Client()
    answer = client.post(link_in(said), {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    led = client.get("/accounts/profile/")
    assert (led.status_code, led["Location"]) == (302, "/accounts/second-factor/")
    second_factor(Expert.objects.get(email=CHIEF))
    return client


def test_an_experts_address_is_refused_as_administrator() -> None:
    ExpertFactory(email=CHIEF)
    with pytest.raises(CommandError, match="is no expert"):
        setup()


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(CommandError, match="no e-mail address"):
        setup("chief")


def test_a_new_platform_has_vocabularies_networks_and_pages_but_nobody_in_them(said: str) -> None:
    assert Country.objects.filter(member_state=True).count() == 27
    assert Language.objects.filter(order__lt=100).count() == 24
    assert Administration.objects.filter(kind="member_state").count() == 27
    assert Term.objects.filter(vocabulary="topic", parent__isnull=False).exists()
    assert Network.objects.count() == 7
    assert not Membership.objects.exists()
    assert not Record.objects.exists()


def test_the_first_administrator_signs_in_by_the_link_and_the_link_works_once(said: str) -> None:
    client = signed_in(said)
    chief = Expert.objects.get(email=CHIEF)
    assert viewer_of(chief).holding("administer", "platform")
    assert not chief.is_superuser
    assert client.get("/accounts/profile/").status_code == 200
    assert Client().get(link_in(said)).status_code == 404


def test_every_page_of_the_menu_answers_on_an_empty_platform(said: str, rf: object) -> None:
    client = signed_in(said)
    request = rf.get("/")
    request.viewer = viewer_of(Expert.objects.get(email=CHIEF))
    entries = menu_of(request)
    assert len(entries) >= 3
    for entry in entries:
        answer = client.get(entry.url)
        assert answer.status_code == 200, entry.url
    for slug in Network.objects.values_list("slug", flat=True):
        assert client.get(f"/networks/{slug}/").status_code == 200


@pytest.mark.parametrize("address", ["/kb/practices/", "/kb/trainers/", "/news/"])
def test_an_empty_place_says_what_it_is_for(said: str, address: str) -> None:
    page = signed_in(said).get(address).content.decode()
    assert "empty-state" in page


def test_visitors_see_the_home_page_of_an_empty_platform(said: str) -> None:
    assert Client().get("/").status_code == 200
    assert Client().get("/kb/practices/").status_code == 200


def test_running_it_again_changes_nothing_and_keeps_what_people_changed(said: str) -> None:
    signed_in(said)
    Network.objects.filter(slug="training").update(mandate="What the lead wrote.")
    before = (Page.objects.count(), Expert.objects.count(), Term.objects.count())
    again = setup()
    assert "accounts/invitation" not in again
    assert (Page.objects.count(), Expert.objects.count(), Term.objects.count()) == before
    assert Network.objects.get(slug="training").mandate == "What the lead wrote."


def test_a_link_that_was_lost_is_made_anew_and_the_old_one_ends(said: str) -> None:
    first = link_in(said)
    second = link_in(setup())
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_word_that_left_the_files_is_deactivated_and_never_deleted(said: str) -> None:
    Term.objects.create(vocabulary="topic", code="of-old", name="Of old")
    setup()
    assert not Term.objects.get(code="of-old").active


def test_the_first_pages_of_the_administrator_say_what_to_do_next(said: str) -> None:
    client = signed_in(said)
    home = client.get("/").content.decode()
    assert "27 administrations have no contact point" in home
    assert "7 networks have no lead" in home
    page = client.get("/networks/administration/").content.decode()
    assert "?administration=PL" in page
    assert "?network=training&amp;role=lead" in page
    form = client.get("/networks/administration/invite/?administration=PL&network=training&role=lead").content
    for chosen in (b'value="PL" selected', b'value="training" selected', b'value="lead" selected'):
        assert chosen in form
    nonsense = client.get("/networks/administration/invite/?administration=XX&network=%00&role=king")
    assert nonsense.status_code == 200


def test_what_is_taken_is_vacant_no_more_and_nobody_else_is_told(said: str) -> None:
    client = signed_in(said)
    poland = Administration.objects.get(code="PL")
    contact_point = ExpertFactory(administration=poland)
    office(contact_point, OfficeRole.NCP)
    seat(Network.objects.get(slug="training"), ExpertFactory(administration=poland), NetworkRole.LEAD)
    assert "26 administrations have no contact point" in client.get("/").content.decode()
    page = client.get("/networks/administration/").content.decode()
    assert "?administration=PL" not in page
    assert "?network=training&amp;role=lead" not in page
    colleague = Client()
    colleague.force_login(contact_point, backend=BACKEND)
    assert "no contact point" not in colleague.get("/").content.decode()
