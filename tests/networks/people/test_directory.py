"""The directory and profiles: who is shown whom, and what of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.people.models import ExpertLanguage
from tests import factories

pytestmark = pytest.mark.django_db


def text(response: object) -> str:
    return response.content.decode()


def test_experts_find_each_other_by_name(signed_in: object) -> None:
    factories.ExpertFactory(family_name="Sadowska")
    factories.ExpertFactory(family_name="Virtanen")
    page = text(signed_in(factories.ExpertFactory()).get("/people/?q=sadow"))
    assert "Sadowska" in page
    assert "Virtanen" not in page


@pytest.mark.parametrize("kind", [None, {"third_country": True}, {"platform": True}])
def test_the_directory_is_for_experts(signed_in: object, kind: dict[str, bool] | None) -> None:
    browser = signed_in(factories.ExpertFactory(**kind) if kind else None)
    assert browser.get("/people/").status_code == 404


def test_contacts_are_shown_only_where_a_network_is_shared(signed_in: object) -> None:
    network = factories.NetworkFactory()
    shown = factories.ExpertFactory(phone="+48 22 000 00 01")
    member = factories.ExpertFactory()
    for expert in (shown, member):
        factories.seat(network, expert)
    address = f"/people/{shown.handle}/"
    inside, outside = signed_in(member), signed_in(factories.ExpertFactory())
    assert {"+48 22 000 00 01", shown.email} <= set_of(inside.get(address), shown)
    assert set_of(outside.get(address), shown) == set()
    assert network.name not in text(outside.get(address))


def set_of(response: object, expert: object) -> set[str]:
    return {each for each in (expert.phone, expert.email) if each in text(response)}


def test_what_somebody_keeps_back_is_neither_shown_nor_found(signed_in: object) -> None:
    language = factories.LanguageFactory(code="pl", name="Polish")
    shy = factories.ExpertFactory(
        family_name="Shy", expertise=["sanctions"], hidden_fields=["languages", "expertise"]
    )
    ExpertLanguage.objects.create(expert=shy, language=language, level="C2")
    browser = signed_in(factories.ExpertFactory())
    assert "C2" not in text(browser.get(f"/people/{shy.handle}/"))
    for question in ("language=pl", "expertise=sanctions"):
        assert "Shy" not in text(browser.get(f"/people/?{question}"))
    shy.hidden_fields = []
    shy.save()
    for question in ("language=pl", "expertise=sanctions"):
        assert "Shy" in text(browser.get(f"/people/?{question}"))


def test_suspended_and_unconfirmed_people_are_not_in_it(signed_in: object) -> None:
    hidden = [factories.ExpertFactory(suspended=True), factories.ExpertFactory(invited=True)]
    browser = signed_in(factories.ExpertFactory())
    for each in hidden:
        assert each.family_name + "<" not in text(browser.get("/people/"))
        assert browser.get(f"/people/{each.handle}/").status_code == 404


def test_a_guest_sees_those_of_the_same_network_and_nobody_else(signed_in: object) -> None:
    network, guest = factories.NetworkFactory(), factories.ExpertFactory(third_country=True)
    factories.seat(network, guest)
    member, stranger = factories.ExpertFactory(), factories.ExpertFactory()
    factories.seat(network, member)
    browser = signed_in(guest)
    assert browser.get(f"/people/{member.handle}/").status_code == 200
    assert browser.get(f"/people/{stranger.handle}/").status_code == 404


def test_the_directory_takes_the_same_queries_for_five_people_and_for_fifty(signed_in: object) -> None:
    browser = signed_in(factories.ExpertFactory())
    browser.get("/people/")
    counts = []
    for more in (5, 45):
        for _number in range(more):
            expert = factories.ExpertFactory()
            factories.seat(factories.NetworkFactory(), expert)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/people/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_my_profile_changes_me_and_nothing_that_rights_hang_on(signed_in: object) -> None:
    expert = factories.ExpertFactory()
    sent = {
        "given_name": "Ada", "family_name": "Nowak", "job_title": "Officer", "about": "", "expertise": "Sanctions, risk analysis",
        "phone": "", "language": "en", "timezone": "Europe/Warsaw", "hidden_fields": ["phone"], "notice_mail": "daily",
        "kind": "commission", "administration": "", "email": "other@customs.example", "is_active": "",
    }  # fmt: skip
    assert signed_in(expert).post("/accounts/profile/", sent).status_code == 302
    before = (expert.kind, expert.administration_id, expert.email)
    expert.refresh_from_db()
    assert expert.expertise == ["Sanctions", "risk analysis"]
    assert (expert.kind, expert.administration_id, expert.email) == before
    assert expert.hidden_fields == ["phone"] and expert.notice_mail == "daily"
