"""Who has to have a second factor, how it is set up, and what it opens."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import HASH_SESSION_KEY, get_user
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from networks.audit.models import AuditEntry
from networks.events import relay
from networks.live.rights import Identity, Rights, still_read, viewer_now
from networks.people.models import Expert
from tests import factories

pytestmark = pytest.mark.django_db
SET_UP = "/accounts/second-factor/"
APP = f"{SET_UP}app/"
CODES = f"{SET_UP}recovery-codes/"


def code_now(secret: str = factories.SECRET) -> str:
    """What an app shows."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def bare(role: str) -> Expert:
    """Somebody who has just been given the role, without a second factor."""
    if role == "administrator":
        expert = factories.administrator()
    elif role in ("ncp", "auditor"):
        expert = factories.office(factories.ExpertFactory(), role).expert
    else:
        expert = factories.seat(factories.NetworkFactory(), factories.ExpertFactory(), role).expert
    Authenticator.objects.filter(user=expert).delete()
    return expert


def sign_in(email: str, browser: Client | None = None) -> tuple[Client, object]:
    browser = browser or Client()
    return browser, browser.post("/accounts/login/", {"login": email, "password": factories.PASSWORD})


def prove_again(browser: Client, address: str) -> object:
    """The page behind the question whether it is really you."""
    answer = browser.get(address)
    assert answer.status_code == 302 and "/reauthenticate/" in answer["Location"], address
    return browser.post(answer["Location"], {"password": factories.PASSWORD}, follow=True)


def acts() -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(action__startswith="factor.").order_by("pk")
    return [(row.action, row.details.get("factor", "")) for row in rows]


def subjects_of_mails() -> list[str]:
    relay.drain()
    return [each.subject for each in mail.outbox]


@pytest.mark.parametrize("role", ["lead", "deputy", "steward", "administrator"])
def test_whoever_changes_what_others_see_is_led_to_a_second_factor_before_anything_else(
    signed_in: object, role: str
) -> None:
    browser = signed_in(bare(role))
    for address in (
        "/",
        "/people/",
        "/workspace/",
        "/cms/",
        "/networks/",
        "/search/?q=a",
        "/accounts/profile/",
    ):
        answer = browser.get(address)
        assert (answer.status_code, answer["Location"]) == (302, SET_UP), address
    assert browser.post("/accounts/profile/", {}).status_code == 403
    assert browser.get("/networks/", HTTP_HX_REQUEST="true").status_code == 403
    refused = browser.get("/api/v1/practices/")
    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/json")
    assert "second factor" in browser.get(SET_UP).content.decode()
    browser.post("/accounts/logout/")
    assert not get_user(browser).is_authenticated


@pytest.mark.parametrize("role", ["member", "contributor", "validator", "coordinator", "ncp", "auditor"])
def test_nobody_else_is_asked(signed_in: object, role: str) -> None:
    assert signed_in(bare(role)).get("/people/").status_code == 200


def test_a_socket_of_somebody_who_still_has_to_set_one_up_counts_as_a_visitors(signed_in: object) -> None:
    lead = bare("lead")
    browser = signed_in(lead)
    who = Identity(lead.pk, "Lead", "en", browser.session.session_key, browser.session[HASH_SESSION_KEY])
    assert not viewer_now(who).is_active
    assert still_read([who], {}) == {who: None}
    factories.second_factor(lead)
    assert viewer_now(who).is_active
    assert still_read([who], {}) == {who: Rights(frozenset())}


def test_the_demo_is_recognised_by_what_its_seeding_wrote_and_nowhere_in_production(
    signed_in: object, settings: object
) -> None:
    pretended = bare("lead")
    Expert.objects.filter(pk=pretended.pk).update(email="lead.risk@demo.limes.example")
    assert signed_in(pretended).get("/people/").status_code == 302
    seeded = bare("lead")
    Expert.objects.filter(pk=seeded.pk).update(is_demo=True)
    assert signed_in(seeded).get("/people/").status_code == 200
    settings.DEMO_ACCOUNTS = False
    assert signed_in(seeded).get("/people/").status_code == 302


def test_an_app_is_set_up_without_script_and_opens_the_house(signed_in: object) -> None:
    lead = bare("lead")
    browser = signed_in(lead)
    page = prove_again(browser, APP).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page).group(1)
    assert "data:image/svg+xml" in page
    wrong = browser.post(APP, {"code": "000000" if code_now(secret) != "000000" else "111111"})
    assert "This code is not correct" in wrong.content.decode()
    done = browser.post(APP, {"code": code_now(secret)})
    assert (done.status_code, done["Location"]) == (302, CODES)
    assert len(re.findall(r"<code>\d{8}</code>", browser.get(CODES).content.decode())) == 10
    assert browser.get("/people/").status_code == 200
    stored = Authenticator.objects.get(user=lead, type="totp")
    assert secret not in str(stored.data)


def test_every_act_stands_in_the_trail_and_is_told_to_its_owner(
    signed_in: object, django_capture_on_commit_callbacks: object
) -> None:
    expert = factories.ExpertFactory()
    browser = signed_in(expert)
    with django_capture_on_commit_callbacks(execute=True):
        page = prove_again(browser, APP).content.decode()
        browser.post(APP, {"code": code_now(re.search(r'class="secret">([A-Z2-7]+)<', page).group(1))})
    browser.get(CODES)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"{CODES}new/")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"{APP}remove/")
    assert acts() == [
        ("factor.added", "totp"),
        ("factor.added", "recovery_codes"),
        ("factor.codes_seen", ""),
        ("factor.codes_made", "recovery_codes"),
        ("factor.removed", "totp"),
        ("factor.removed", "recovery_codes"),
    ]
    assert subjects_of_mails() == [
        "An authenticator app was added to your account.",
        "New recovery codes were created for your account.",
        "The authenticator app was removed from your account.",
    ]
    assert {each.to[0] for each in mail.outbox} == {expert.email}


def test_signing_in_takes_the_code_as_well_and_a_code_opens_once() -> None:
    expert = factories.ExpertFactory()
    factories.second_factor(expert)
    browser, answer = sign_in(expert.email)
    assert (answer.status_code, answer["Location"]) == (302, f"{SET_UP}code/")
    assert not get_user(browser).is_authenticated
    wrong = browser.post(f"{SET_UP}code/", {"code": "not it"})
    assert "This code is not correct" in wrong.content.decode()
    code = code_now()
    assert browser.post(f"{SET_UP}code/", {"code": code}).status_code == 302
    assert get_user(browser) == expert
    again, _answer = sign_in(expert.email)
    again.post(f"{SET_UP}code/", {"code": code})
    assert not get_user(again).is_authenticated


def test_a_recovery_code_opens_once_and_is_told_of() -> None:
    expert = factories.ExpertFactory()
    factories.second_factor(expert)
    codes = Authenticator(user=expert, type="recovery_codes").wrap().activate(expert)
    code = codes.get_unused_codes()[0]
    for opens in (True, False):
        browser, _answer = sign_in(expert.email)
        browser.post(f"{SET_UP}code/", {"code": code})
        assert get_user(browser).is_authenticated is opens
    assert subjects_of_mails() == ["A recovery code was used for your account."]


def test_codes_cannot_be_tried_for_long() -> None:
    expert = factories.ExpertFactory()
    factories.second_factor(expert)
    browser, _answer = sign_in(expert.email)
    for _try in range(10):
        browser.post(f"{SET_UP}code/", {"code": "wrong"})
    answer = browser.post(f"{SET_UP}code/", {"code": code_now()})
    assert not get_user(browser).is_authenticated
    assert "Too many" in answer.content.decode()


def test_recovery_codes_and_taking_off_ask_who_you_are(signed_in: object) -> None:
    expert = factories.ExpertFactory()
    factories.second_factor(expert)
    Authenticator(user=expert, type="recovery_codes").wrap().activate(expert)
    for address in (
        CODES,
        f"{CODES}file/",
        f"{CODES}new/",
        f"{APP}remove/",
        APP.replace("app", "passkeys/new"),
    ):
        answer = signed_in(expert).get(address)
        assert answer.status_code == 302 and "/reauthenticate/" in answer["Location"], address
        assert signed_in(expert).post(address).status_code in (302, 405), address
    assert Authenticator.objects.filter(user=expert).count() == 2


def test_nobody_takes_off_the_last_factor_their_role_asks_for(signed_in: object) -> None:
    lead = factories.seat(factories.NetworkFactory(), factories.ExpertFactory(), "lead").expert
    browser = signed_in(lead)
    page = prove_again(browser, f"{APP}remove/").content.decode()
    assert "Your role requires a second factor" in page
    browser.post(f"{APP}remove/")
    assert Authenticator.objects.filter(user=lead, type="totp").exists()


def test_a_passkey_of_somebody_else_does_not_exist(signed_in: object) -> None:
    from networks.people.second_factor import reference_of

    theirs = Authenticator.objects.create(
        user=factories.ExpertFactory(), type="webauthn", data={"name": "Blue key", "credential": {}}
    )
    answer = signed_in(factories.ExpertFactory()).post(f"{SET_UP}passkeys/{reference_of(theirs)}/remove/")
    assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_who_has_lost_everything_is_let_in_by_those_who_run_the_installation(signed_in: object) -> None:
    lead = factories.seat(factories.NetworkFactory(), factories.ExpertFactory(), "lead").expert
    Authenticator(user=lead, type="recovery_codes").wrap().activate(lead)
    thief = signed_in(lead)
    assert thief.get("/people/").status_code == 200
    call_command("take_off_second_factor", lead.email.upper(), stdout=StringIO())
    assert not Authenticator.objects.filter(user=lead).exists()
    assert thief.get("/people/").status_code == 404
    browser, answer = sign_in(lead.email)
    assert (answer["Location"], get_user(browser)) == ("/", lead)
    assert browser.get("/people/")["Location"] == SET_UP
    assert subjects_of_mails() == ["The operators of Limes removed all second factors from your account."]
    with pytest.raises(CommandError, match="no account"):
        call_command("take_off_second_factor", "nobody@customs.example")


@pytest.mark.parametrize("trait", ["suspended", "expired"])
def test_a_code_opens_nothing_for_somebody_stopped_between_the_steps(trait: str) -> None:
    expert = factories.ExpertFactory()
    factories.second_factor(expert)
    browser, _answer = sign_in(expert.email)
    stopped = factories.ExpertFactory.build(**{trait: True}, administration=None)
    Expert.objects.filter(pk=expert.pk).update(is_active=stopped.is_active, expires_on=stopped.expires_on)
    browser.post(f"{SET_UP}code/", {"code": code_now()})
    assert not get_user(browser).is_authenticated


@pytest.mark.parametrize("role", ["lead", None])
def test_the_first_factor_ends_the_sessions_that_were_opened_without_one(
    role: str | None, django_capture_on_commit_callbacks: object
) -> None:
    """Whoever has only learned the password must not come in behind the person's own telephone."""
    person = bare(role) if role else factories.ExpertFactory()
    (thief, _), (owner, _) = sign_in(person.email), sign_in(person.email)
    assert get_user(thief) == get_user(owner) == person
    prove_again(owner, APP)
    key = owner.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.post(APP, {"code": code_now(key)}).status_code == 302
    assert owner.get("/people/").status_code == 200
    assert not get_user(thief).is_authenticated
    assert thief.get("/people/").status_code == 404
