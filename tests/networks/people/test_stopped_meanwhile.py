"""What is on its way while an account is stopped does not bring it back, and ends with it for good."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import get_user
from django.core import mail
from django.http import Http404
from django.test import Client

from networks.access.viewer import viewer_of
from networks.events import relay
from networks.people import adapter
from networks.people.actions.off_board import off_board
from networks.people.actions.suspend import restore, suspend
from networks.people.actions.tokens import make_token
from networks.people.models import Expert
from networks.people.today import today
from tests import factories
from tests.networks.people.test_eu_login import come
from tests.networks.people.test_second_factor import APP, SET_UP, code_now, prove_again, sign_in

pytestmark = pytest.mark.django_db

FRESH = "seven geese crossing slowly"
WHY = "Broken into"


@pytest.fixture
def expert() -> Expert:
    return factories.ExpertFactory()


@pytest.fixture
def administrator() -> Expert:
    return factories.administrator()


def stopped(administrator: Expert, expert: Expert, how: Callable[..., None] = suspend) -> None:
    how(viewer_of(administrator), Expert.objects.get(pk=expert.pk), WHY)


def link_for(expert: Expert) -> str:
    expert.refresh_from_db()
    key = default_token_generator.make_token(expert)
    return f"/accounts/password/reset/key/{user_pk_to_url_str(expert)}-{key}/"


def choose_by(link: str) -> None:
    """Somebody opens the link and chooses a new password."""
    browser = Client()
    page = browser.get(link, follow=True)
    browser.post(page.request["PATH_INFO"], {"password1": FRESH, "password2": FRESH})


def change(browser: Client, expert: Expert) -> None:
    sent = {"oldpassword": factories.PASSWORD, "password1": FRESH, "password2": FRESH}
    browser.post("/accounts/password/change/", sent)


def choose(_browser: Client, expert: Expert) -> None:
    choose_by(link_for(expert))


def opened_by(secret: str) -> int:
    headers = {"Authorization": f"Bearer {secret}"}
    return Client().get("/api/v1/practices/", headers=headers).status_code


@pytest.mark.parametrize("how", [suspend, off_board])
@pytest.mark.parametrize("act", [change, choose])
def test_an_account_stopped_while_its_password_is_chosen_stays_stopped(
    monkeypatch: pytest.MonkeyPatch,
    administrator: Expert,
    expert: Expert,
    act: Callable[..., None],
    how: Callable[..., None],
) -> None:
    """Hashing takes long: the row is read before and written after it."""
    browser, _answer = sign_in(expert.email)
    hashing, done = Expert.set_password, []

    def meanwhile(person: Expert, password: str | None) -> None:
        hashing(person, password)
        if person.pk == expert.pk and not done:
            done.append(stopped(administrator, expert, how))

    monkeypatch.setattr(Expert, "set_password", meanwhile)
    act(browser, expert)
    assert done == [None]
    now = Expert.objects.get(pk=expert.pk)
    assert not now.is_active and not now.is_active_on(today())
    assert how is suspend or now.left_at is not None


def test_an_account_stopped_while_eu_login_answers_stays_stopped(
    monkeypatch: pytest.MonkeyPatch, administrator: Expert, expert: Expert
) -> None:
    finds = adapter.invited_under

    def meanwhile(addresses: list[str]) -> Expert | None:
        found = finds(addresses)
        stopped(administrator, expert)
        return found

    monkeypatch.setattr(adapter, "invited_under", meanwhile)
    come(expert.email)
    assert not Expert.objects.get(pk=expert.pk).is_active


def test_a_token_asked_for_before_the_account_was_stopped_is_not_made_after_it(
    administrator: Expert, expert: Expert
) -> None:
    asked_before = viewer_of(expert)
    stopped(administrator, expert)
    with pytest.raises(Http404):
        make_token(asked_before, "On its way", today())


def test_a_session_opened_while_the_account_is_stopped_does_not_come_back_with_it(
    monkeypatch: pytest.MonkeyPatch, administrator: Expert, expert: Expert
) -> None:
    before = adapter.InvitedOnlyAdapter.pre_login

    def meanwhile(self: object, request: object, user: Expert, **how: object) -> object:
        answer = before(self, request, user, **how)
        stopped(administrator, expert)
        return answer

    monkeypatch.setattr(adapter.InvitedOnlyAdapter, "pre_login", meanwhile)
    browser = Client()
    browser.post("/accounts/login/", {"login": expert.email, "password": factories.PASSWORD})
    assert not get_user(browser).is_authenticated
    restore(viewer_of(administrator), Expert.objects.get(pk=expert.pk))
    assert not get_user(browser).is_authenticated


@pytest.mark.parametrize("how", [suspend, off_board])
def test_a_link_to_a_new_password_ends_with_the_account(
    administrator: Expert, expert: Expert, how: Callable[..., None]
) -> None:
    link = link_for(expert)
    stopped(administrator, expert, how)
    restore(viewer_of(administrator), Expert.objects.get(pk=expert.pk))
    choose_by(link)
    assert not Expert.objects.get(pk=expert.pk).check_password(FRESH)
    choose_by(link_for(expert))
    assert Expert.objects.get(pk=expert.pk).check_password(FRESH)


def test_a_token_ends_with_the_password_that_was_lost(expert: Expert) -> None:
    secret = make_token(viewer_of(expert), "By somebody else", today() + timedelta(days=300)).secret
    assert opened_by(secret) == 200
    choose_by(link_for(expert))
    assert opened_by(secret) == 401


def test_a_token_made_with_the_password_alone_ends_with_the_first_second_factor(
    expert: Expert,
    signed_in: Callable[[Expert], Client],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    owner = signed_in(expert)
    secret = make_token(viewer_of(expert), "By somebody else", today() + timedelta(days=300)).secret
    prove_again(owner, APP)
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(APP, {"code": code_now(owner.session["mfa.totp.secret"])})
    assert opened_by(secret) == 401


def test_whose_token_it_is_gets_a_letter_when_one_is_made(expert: Expert) -> None:
    make_token(viewer_of(expert), "A program", today() + timedelta(days=30))
    relay.drain()
    letters = [each for each in mail.outbox if each.to == [expert.email]]
    assert "A token was created for your account" in letters[0].subject
    assert "/accounts/tokens/" in letters[0].body


def test_the_code_that_set_up_an_app_does_not_open_a_second_time(
    expert: Expert,
    signed_in: Callable[[Expert], Client],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    owner = signed_in(expert)
    prove_again(owner, APP)
    code = code_now(owner.session["mfa.totp.secret"])
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(APP, {"code": code})
    other, _answer = sign_in(expert.email)
    other.post(f"{SET_UP}code/", {"code": code})
    assert not get_user(other).is_authenticated
