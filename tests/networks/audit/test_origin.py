"""From where: behind nginx the address it names, elsewhere the caller's own; nobody chooses their address themselves."""

from importlib import import_module
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory

from networks.audit.models import AuditEntry
from networks.audit.origin import address_of_request, address_of_scope
from networks.people.adapter import InvitedOnlyAdapter
from tests.factories import PASSWORD, ExpertFactory

FORGED = "6.6.6.6, 198.51.100.7"


def asked(**headers: str) -> Any:
    return RequestFactory().get("/", REMOTE_ADDR="10.0.0.5", **headers)


@pytest.mark.parametrize(
    ("behind", "headers", "expected"),
    [
        (True, {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}, "198.51.100.7"),
        (True, {"HTTP_X_FORWARDED_FOR": FORGED}, "198.51.100.7"),
        (True, {"HTTP_X_FORWARDED_FOR": "2001:DB8::1"}, "2001:db8::1"),
        (True, {"HTTP_X_FORWARDED_FOR": "nonsense"}, "10.0.0.5"),
        (True, {}, "10.0.0.5"),
        (False, {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}, "10.0.0.5"),
    ],
)
def test_the_address_of_a_request(
    settings: Any, behind: bool, headers: dict[str, str], expected: str
) -> None:
    settings.BEHIND_PROXY = behind
    assert address_of_request(asked(**headers)) == expected


def test_production_stands_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"):
        monkeypatch.setenv(name, "x")
    assert import_module("config.settings.production").BEHIND_PROXY is True


def test_attempts_are_limited_by_the_same_address(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    assert InvitedOnlyAdapter().get_client_ip(asked(HTTP_X_FORWARDED_FOR=FORGED)) == "198.51.100.7"


@pytest.mark.parametrize(("behind", "expected"), [(True, "198.51.100.7"), (False, "10.0.0.5")])
def test_the_address_of_a_socket(settings: Any, behind: bool, expected: str) -> None:
    settings.BEHIND_PROXY = behind
    scope = {"client": ("10.0.0.5", 4711), "headers": [(b"x-forwarded-for", b"198.51.100.7")]}
    assert address_of_scope(scope) == expected
    assert address_of_scope({"client": None}) == ""


def sign_in(browser: Client, email: str, password: str, address: str) -> Any:
    return browser.post(
        "/accounts/login/",
        {"login": email, "password": password},
        REMOTE_ADDR="10.0.0.5",
        HTTP_X_FORWARDED_FOR=address,
    )


@pytest.mark.django_db
def test_wrong_passwords_are_counted_for_who_typed_them_and_not_for_the_proxy(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    person = ExpertFactory()
    for _number in range(settings.AXES_FAILURE_LIMIT):
        sign_in(Client(), person.email, "wrong", "198.51.100.7")
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {"198.51.100.7"}
    assert sign_in(Client(), person.email, PASSWORD, "198.51.100.7").status_code != 302
    assert sign_in(Client(), person.email, PASSWORD, "203.0.113.9").status_code == 302


@pytest.mark.django_db
def test_signing_in_and_out_is_noted_with_its_origin(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    person, browser = ExpertFactory(), Client()
    sign_in(browser, person.email, PASSWORD, "198.51.100.7")
    browser.post("/accounts/logout/", REMOTE_ADDR="10.0.0.5", HTTP_X_FORWARDED_FOR="198.51.100.7")
    noted = AuditEntry.objects.order_by("pk").values_list("action", "handle", "origin", "outcome")
    assert list(noted) == [
        ("sign_in", person.handle, "198.51.100.7", "done"),
        ("sign_out", person.handle, "198.51.100.7", "done"),
    ]


@pytest.mark.django_db
def test_a_failed_sign_in_names_the_account_and_never_what_was_typed() -> None:
    person = ExpertFactory()
    assert authenticate(asked(), email=person.email.upper(), password="a secret") is None
    assert authenticate(asked(), email="my password in the wrong field", password="x") is None
    known, unknown = AuditEntry.objects.order_by("pk")
    assert (known.action, known.outcome, known.reference) == ("sign_in_failed", "refused", person.handle)
    assert (known.person_id, known.details) == (None, {"known": True})
    assert (unknown.reference, unknown.details) == ("", {"known": False})
    assert "wrong field" not in str(AuditEntry.objects.values())


@pytest.mark.django_db
def test_asking_for_a_new_password_is_noted() -> None:
    person = ExpertFactory()
    Client().post("/accounts/password/reset/", {"email": person.email}, REMOTE_ADDR="203.0.113.9")
    entry = AuditEntry.objects.get(action="password.reset_asked")
    assert (entry.origin, entry.details) == ("203.0.113.9", {"expert": person.pk})
