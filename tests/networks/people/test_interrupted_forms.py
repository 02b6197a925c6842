"""A form that is sent after the session has ended: nothing of it happens, and its writer finds the text again."""

from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from networks.discussions.models import Topic
from networks.people.models import Expert
from networks.spaces.enums import NetworkRole
from networks.spaces.models import Membership, Network
from tests.factories import PASSWORD, ExpertFactory, NetworkFactory, seat

pytestmark = pytest.mark.django_db
WORDS = "Two ports saw the same container\nand nobody asked"


@pytest.fixture
def network() -> Network:
    return NetworkFactory(slug="ports")


@pytest.fixture
def member(network: Network) -> Expert:
    person = ExpertFactory()
    seat(network, person, NetworkRole.CONTRIBUTOR)
    return person


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def sign_in(browser: Client, person: Expert, path: str = "/accounts/login/") -> Any:
    """Through the form; the answer that leads on."""
    browser.get(path)
    fields = {
        "login": person.email,
        "password": PASSWORD,
        "next": parse_qs(urlsplit(path).query).get("next", ["/"])[0],
    }
    return browser.post("/accounts/login/", token_of(browser) | fields)


def token_of(browser: Client) -> dict[str, str]:
    return {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}


def fields_of(browser: Client, path: str, form: int = -1, **typed: str) -> dict[str, str]:
    """What the last form of a page carries, with something typed into it."""
    page = BeautifulSoup(browser.get(path).content, "html.parser")
    found = page.select("main form[method=post]")[form]
    hidden = {each["name"]: each.get("value", "") for each in found.select("input[type=hidden]")}
    return hidden | typed


def end_session(browser: Client) -> None:
    """Elsewhere: the browser does not know."""
    import_module(settings.SESSION_ENGINE).SessionStore(browser.cookies["sessionid"].value).flush()


def new_discussion(browser: Client) -> dict[str, str]:
    return fields_of(
        browser,
        "/networks/ports/discussions/new/",
        title="A container",
        body=WORDS,
        kind="alert",
        label="TLP:GREEN",
    )


def send(browser: Client, fields: dict[str, str], path: str = "/networks/ports/discussions/new/") -> Any:
    return browser.post(path, fields, headers={"Referer": f"http://testserver{path}"})


def test_the_same_person_finds_the_text_again_and_nothing_was_sent(browser: Client, member: Expert) -> None:
    sign_in(browser, member)
    fields = new_discussion(browser)
    end_session(browser)
    answer = send(browser, fields)
    assert answer.status_code == 302 and answer.url.startswith("/accounts/login/?next=")
    assert "Your session has ended" in browser.get(answer.url).content.decode()
    back = sign_in(browser, member, answer.url)
    page = BeautifulSoup(browser.get(back.url).content, "html.parser")
    assert page.select_one("#id_title")["value"] == "A container"
    assert page.select_one("#id_body").text.strip() == WORDS
    assert page.select_one("#id_kind option[selected]")["value"] == "alert"
    assert page.select_one("#id_label option[selected]")["value"] == "TLP:GREEN"
    assert page.select_one("[name=key]")["value"] == fields["key"]
    assert "Nothing was sent" in page.select_one("[data-messages]").text
    assert not Topic.objects.exists()
    assert send(browser, fields | token_of(browser)).status_code == 302
    assert Topic.objects.get().title == "A container"


def test_somebody_else_who_signs_in_here_reads_nothing_of_it(
    browser: Client, member: Expert, network: Network
) -> None:
    other = ExpertFactory()
    seat(network, other)
    sign_in(browser, member)
    fields = new_discussion(browser)
    end_session(browser)
    answer = send(browser, fields)
    back = sign_in(browser, other, answer.url)
    assert WORDS.splitlines()[0] not in browser.get(back.url).content.decode()
    browser.post("/accounts/logout/", token_of(browser))
    back = sign_in(browser, member, answer.url)
    assert WORDS.splitlines()[0] not in browser.get(back.url).content.decode()


def test_a_form_from_before_the_last_sign_in_comes_back_with_its_text(
    browser: Client, member: Expert
) -> None:
    sign_in(browser, member)
    fields = new_discussion(browser)
    browser.post("/accounts/logout/", token_of(browser))
    sign_in(browser, member)
    answer = send(browser, fields)
    assert answer.status_code == 302 and answer.url == "/networks/ports/discussions/new/"
    assert WORDS.splitlines()[0] in browser.get(answer.url).content.decode()
    assert not Topic.objects.exists()


def test_a_form_of_one_person_is_not_shown_to_another_who_signed_in_meanwhile(
    browser: Client, member: Expert, network: Network
) -> None:
    other = ExpertFactory()
    seat(network, other)
    sign_in(browser, member)
    fields = new_discussion(browser)
    browser.post("/accounts/logout/", token_of(browser))
    sign_in(browser, other)
    answer = send(browser, fields)
    assert answer.status_code == 403
    assert WORDS.splitlines()[0] not in browser.get("/networks/ports/discussions/new/").content.decode()


def test_what_no_page_of_ours_signed_is_not_kept(browser: Client, member: Expert) -> None:
    """A form on a strange page cannot put words into somebody's mouth."""
    browser.get("/accounts/login/")
    sent = {"title": "Strange", "body": "Words", "written_by": f"{member.handle}:forged"} | token_of(browser)
    assert send(browser, sent).status_code == 404
    assert "sessionid" not in browser.cookies


def test_a_text_whose_form_is_gone_is_shown_to_be_copied(
    browser: Client, member: Expert, network: Network
) -> None:
    sign_in(browser, member)
    fields = new_discussion(browser)
    end_session(browser)
    answer = send(browser, fields)
    Membership.objects.all().delete()
    back = sign_in(browser, member, answer.url)
    page = browser.get(back.url)
    assert page.status_code == 404
    assert WORDS.splitlines()[0] in page.content.decode()


def test_a_text_waits_on_other_pages_until_it_is_opened(browser: Client, member: Expert) -> None:
    sign_in(browser, member)
    fields = new_discussion(browser)
    end_session(browser)
    send(browser, fields)
    sign_in(browser, member)
    page = BeautifulSoup(browser.get("/networks/").content, "html.parser")
    assert page.select_one("[data-messages] a")["href"] == "/networks/ports/discussions/new/"


def test_a_page_that_saves_by_itself_is_told_that_the_session_is_over(
    browser: Client, member: Expert
) -> None:
    sign_in(browser, member)
    fields = fields_of(browser, "/kb/practices/new/", title="Scales")
    end_session(browser)
    answer = browser.post("/kb/practices/new/autosave/", fields, headers={"Accept": "application/json"})
    assert answer.status_code == 401 and answer.json()["signed_out"] is True
    assert "kept in this window" in answer.json()["reason"]


def test_passwords_are_never_kept(browser: Client, member: Expert) -> None:
    sign_in(browser, member)
    path = "/accounts/password/change/"
    fields = fields_of(browser, path, oldpassword=PASSWORD, password1="another one", password2="another one")
    end_session(browser)
    send(browser, fields, path)
    kept = import_module(settings.SESSION_ENGINE).SessionStore(browser.cookies["sessionid"].value)
    assert "another one" not in str(kept.load()) and PASSWORD not in str(kept.load())


def test_a_form_of_a_page_that_was_an_answer_itself_finds_its_page(browser: Client, member: Expert) -> None:
    """The page after a refusal stands at the address that takes POST only."""
    sign_in(browser, member)
    fields = new_discussion(browser)
    send(browser, fields)
    post = f"/discussions/{Topic.objects.get().reference}/post/"
    page = BeautifulSoup(browser.get(Topic.objects.get().get_absolute_url()).content, "html.parser")
    hidden = {each["name"]: each.get("value", "") for each in page.select("#composer input[type=hidden]")}
    end_session(browser)
    answer = send(browser, hidden | {"body": WORDS}, post)
    back = sign_in(browser, member, answer.url)
    shown = browser.get(back.url, follow=True)
    assert BeautifulSoup(shown.content, "html.parser").select_one("#composer-body").text.strip() == WORDS


def test_rows_that_were_added_to_a_record_come_back_with_it(browser: Client, member: Expert) -> None:
    sign_in(browser, member)
    fields = fields_of(browser, "/kb/practices/new/", title="Scales")
    rows = {f"building_blocks-{row}-text": f"Block {row}" for row in range(7)}
    fields |= rows | {"building_blocks-TOTAL_FORMS": "7", "label": "TLP:AMBER"}
    end_session(browser)
    back = sign_in(browser, member, send(browser, fields, "/kb/practices/new/").url)
    page = BeautifulSoup(browser.get(back.url).content, "html.parser")
    shown = {
        each["name"]: each.get("value") or each.text.strip()
        for each in page.select("[name^=building_blocks]")
    }
    assert {name: shown.get(name) for name in rows} == rows
    assert page.select_one("#id_title")["value"] == "Scales"
    assert page.select_one("[name=key]")["value"] == fields["key"]
