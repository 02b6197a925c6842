"""EU Login end to end: a real provider over HTTP, the site's own doors, and who they open for."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.test import Client

from config import eu_login
from networks.people.actions.invite_person import open_invitation
from networks.people.models import Expert, PersonalToken
from networks.people.today import today
from tests import factories
from tests.networks.people import identity_provider
from tests.networks.people.identity_provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db
DOOR = "/accounts/oidc/eu-login/login/"
CALLBACK = f"{DOOR}callback/"


@pytest.fixture
def provider(settings: object) -> Iterator[Provider]:
    with identity_provider.running(f"http://testserver{CALLBACK}") as found:
        settings.OIDC_SERVER_URL = found.address
        settings.SOCIALACCOUNT_PROVIDERS = eu_login.providers(found.address, "EU Login", CLIENT, SECRET)
        yield found


def claims(email: str, **more: object) -> dict[str, object]:
    return {"sub": f"subject of {email.lower()}", "email": email, "email_verified": True, **more}


def sent_back(browser: Client) -> str:
    """To the provider and back to the site: the address with code and state."""
    asked = browser.get(DOOR)
    assert asked.status_code == 302
    answer = requests.get(asked["Location"], allow_redirects=False, timeout=10)
    return answer.headers["Location"].removeprefix("http://testserver")


def come(
    provider: Provider, person: dict[str, object], browser: Client | None = None
) -> tuple[Client, object]:
    browser = browser or Client()
    provider.person = person
    return browser, browser.get(sent_back(browser))


def refusal(browser: Client, answer: object) -> tuple[int, str, str]:
    """Everything a refused person is shown: where they are led, and the page there."""
    page = browser.get(answer["Location"]).content.decode()
    return (
        answer.status_code,
        answer["Location"],
        re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page),
    )


def test_an_active_expert_comes_in_under_the_verified_address_in_any_case_and_again(
    provider: Provider,
) -> None:
    expert = factories.ExpertFactory(email="ada@customs.example")
    for email in ("ADA@Customs.example", "ada@customs.example"):
        browser, answer = come(provider, claims(email))
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert get_user(browser) == expert
    assert SocialAccount.objects.get().user == expert


def test_an_invited_person_is_confirmed_by_coming_in(provider: Provider) -> None:
    expert = factories.ExpertFactory(invited=True)
    open_invitation(expert, None)
    browser, _answer = come(provider, claims(expert.email))
    assert get_user(browser) == expert
    expert.refresh_from_db()
    assert expert.confirmed_at


def test_suspended_expired_and_no_longer_invited_people_read_what_strangers_read(provider: Provider) -> None:
    stranger = refusal(*come(provider, claims("stranger@customs.example")))
    for trait in ("suspended", "expired", "invited"):
        expert = factories.ExpertFactory(**{trait: True})
        browser, answer = come(provider, claims(expert.email))
        assert refusal(browser, answer) == stranger, trait
        assert not get_user(browser).is_authenticated
    assert not SocialAccount.objects.exists()
    assert not Expert.objects.filter(email="stranger@customs.example").exists()


def test_somebody_suspended_after_the_first_visit_stays_out_with_the_same_words(provider: Provider) -> None:
    expert = factories.ExpertFactory()
    come(provider, claims(expert.email))
    Expert.objects.filter(pk=expert.pk).update(is_active=False)
    browser, answer = come(provider, claims(expert.email))
    assert not get_user(browser).is_authenticated
    assert refusal(browser, answer) == refusal(*come(provider, claims("stranger@customs.example")))


@pytest.mark.parametrize("said", [False, "false", None, "no", 0])
def test_an_address_that_is_not_verified_opens_nothing(provider: Provider, said: object) -> None:
    expert = factories.ExpertFactory()
    browser, _answer = come(provider, claims(expert.email, email_verified=said))
    assert not get_user(browser).is_authenticated


def test_a_provider_may_say_yes_in_words(provider: Provider) -> None:
    expert = factories.ExpertFactory()
    browser, _answer = come(provider, claims(expert.email, email_verified="true"))
    assert get_user(browser) == expert


def test_a_subject_tied_to_one_person_does_not_open_another(provider: Provider) -> None:
    first, second = factories.ExpertFactory(), factories.ExpertFactory()
    come(provider, claims(first.email, sub="one"))
    browser, _answer = come(provider, claims(second.email, sub="one"))
    assert not get_user(browser).is_authenticated


@pytest.mark.parametrize(
    "bent",
    [{"aud": "another site"}, {"iss": "http://elsewhere.example"}, {"exp": 1}, {"sub": "somebody else"}],
)
def test_an_answer_for_another_site_from_elsewhere_too_old_or_about_two_people_opens_nothing(
    provider: Provider, bent: dict[str, object]
) -> None:
    expert = factories.ExpertFactory()
    provider.bend_token = lambda said: said | bent
    browser, answer = come(provider, claims(expert.email))
    assert not get_user(browser).is_authenticated
    assert answer.status_code < 500


def test_a_code_caught_on_the_way_opens_nothing_in_another_browser(provider: Provider) -> None:
    provider.person = claims(factories.ExpertFactory().email)
    caught = sent_back(Client())
    thief = Client()
    thief.get(DOOR)
    answer = thief.get(caught)
    assert not get_user(thief).is_authenticated
    assert "EU Login failed" in answer.content.decode()


def test_a_code_without_the_verifier_of_its_challenge_is_worth_nothing(provider: Provider) -> None:
    provider.person = claims(factories.ExpertFactory().email)
    code = re.search(r"code=([^&]+)", sent_back(Client())).group(1)
    form = {"client_id": CLIENT, "client_secret": SECRET, "code": code, "redirect_uri": provider.callback}
    answer = requests.post(f"{provider.address}/token", form, timeout=10)
    assert answer.status_code == 400
    assert provider.refused == ["token"]


def test_a_second_factor_is_asked_for_after_eu_login_too(provider: Provider) -> None:
    expert = factories.ExpertFactory()
    factories.second_factor(expert)
    browser, answer = come(provider, claims(expert.email))
    assert answer["Location"] == "/accounts/second-factor/code/"
    assert not get_user(browser).is_authenticated


def test_with_the_provider_away_the_page_says_so(settings: object) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = eu_login.providers("http://127.0.0.1:9", "EU Login", CLIENT, SECRET)
    answer = Client().get(DOOR)
    assert answer.status_code == 503
    assert "EU Login failed" in answer.content.decode()


def test_without_a_provider_there_is_no_such_door() -> None:
    assert Client().get(DOOR).status_code == Client().get(CALLBACK).status_code == 404
    assert "EU Login" not in Client().get("/accounts/login/").content.decode()


def ask_for_a_token(provider: Provider) -> tuple[Expert, Client, object]:
    """Somebody who has nothing but EU Login asks for a token: where that leads."""
    expert = factories.ExpertFactory()
    expert.set_unusable_password()
    expert.save()
    browser, _answer = come(provider, claims(expert.email))
    later = (today() + timedelta(days=30)).isoformat()
    sent = {"name": "A program", "expires_on": later, "scope": "api"}
    return expert, browser, browser.post("/accounts/tokens/", sent)


def proved(browser: Client, answer: object) -> object:
    """Through the door where one proves oneself, to the provider and back."""
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/")
    page = browser.get(answer["Location"]).content.decode()
    way = re.search(r'href="(/accounts/reauthenticate/[^"]+)"', page)
    assert way, "a link leads there: browsers follow no redirect from a form to another site"
    to_provider = browser.get(html.unescape(way.group(1)))
    back = requests.get(to_provider["Location"], allow_redirects=False, timeout=10).headers["Location"]
    return browser.get(back.removeprefix("http://testserver"))


def test_who_has_nothing_but_eu_login_signs_in_there_again_before_a_token_is_made(provider: Provider) -> None:
    expert, browser, answer = ask_for_a_token(provider)
    assert not PersonalToken.objects.exists()
    page = proved(browser, answer)
    assert provider.asked[-1]["prompt"] == "login" and provider.asked[-1]["max_age"] == "0"
    assert page.status_code == 200
    assert PersonalToken.objects.get().expert == expert
    assert get_user(browser) == expert


def test_an_open_session_at_the_provider_is_no_proof(provider: Provider) -> None:
    _expert, browser, answer = ask_for_a_token(provider)
    provider.late = 600
    assert proved(browser, answer)["Location"] == "/accounts/tokens/"
    assert not PersonalToken.objects.exists()
    assert "did not confirm" in browser.get("/accounts/tokens/").content.decode()


def test_a_provider_that_does_not_say_when_proves_nothing(provider: Provider) -> None:
    _expert, browser, answer = ask_for_a_token(provider)
    provider.bend_token = lambda said: {name: each for name, each in said.items() if name != "auth_time"}
    proved(browser, answer)
    assert not PersonalToken.objects.exists()


def test_another_person_at_the_provider_proves_nothing_and_takes_nothing_over(provider: Provider) -> None:
    expert, browser, answer = ask_for_a_token(provider)
    other = factories.ExpertFactory()
    come(provider, claims(other.email))
    proved(browser, answer)
    assert not PersonalToken.objects.exists()
    assert get_user(browser) == expert


def test_a_first_second_factor_and_a_first_password_are_asked_for_in_the_same_way(provider: Provider) -> None:
    expert, browser, _answer = ask_for_a_token(provider)
    for address in ("/accounts/second-factor/app/", "/accounts/second-factor/passkeys/new/"):
        answer = browser.get(address)
        assert answer["Location"].startswith("/accounts/reauthenticate/"), address
    assert browser.get("/accounts/password/set/")["Location"].startswith("/accounts/reauthenticate/")
    assert get_user(browser) == expert


def test_no_password_waits_in_a_session_while_somebody_proves_who_they_are(provider: Provider) -> None:
    _expert, browser, _answer = ask_for_a_token(provider)
    chosen = "seven-geese-crossing-slowly"
    answer = browser.post("/accounts/password/set/", {"password1": chosen, "password2": chosen})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not [row for row in Session.objects.all() if chosen in str(row.get_decoded())]


def test_a_verified_address_that_only_looks_alike_when_lowered_is_somebody_elses(provider: Provider) -> None:
    """U+212A KELVIN SIGN becomes k when lowered."""
    factories.ExpertFactory(email="frank@customs.example")
    browser, _answer = come(provider, claims("fran\u212a@customs.example"))
    assert not get_user(browser).is_authenticated


def test_the_address_of_the_door_changes_nothing_of_what_eu_login_is_asked(provider: Provider) -> None:
    wanted = "state=fixed&redirect_uri=https://elsewhere.example&client_id=other"
    asked = Client().get(DOOR, {"auth_params": wanted, "scope": "openid admin", "process": "connect"})[
        "Location"
    ]
    assert "elsewhere" not in asked and "state=fixed" not in asked and "admin" not in asked


def test_coming_back_while_signed_in_is_no_new_sign_in(provider: Provider) -> None:
    """A link on a strange page leads through EU Login, whose session is open: nothing here ends and nothing is wiped."""
    expert = factories.ExpertFactory()
    browser, _answer = come(provider, claims(expert.email))
    before = browser.session.session_key
    answer = browser.get(sent_back(browser), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer["Location"] == "/"
    assert "Clear-Site-Data" not in answer.headers
    assert browser.session.session_key == before
    other = factories.ExpertFactory()
    come(provider, claims(other.email), browser)
    assert get_user(browser) == other
