"""EU Login lets in whoever was invited under the address it has verified, and nobody else."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from networks.people.actions.invite_person import open_invitation
from networks.people.adapter import InvitedOnlySocialAdapter
from networks.people.models import Expert, Invitation
from tests import factories

pytestmark = pytest.mark.django_db


def come(email: str, *, verified: bool = True, uid: str = "eu-1") -> SocialLogin:
    """What allauth does when the provider has answered."""
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request._messages = FallbackStorage(request)
    account = SocialAccount(provider="eu-login", uid=uid)
    login = SocialLogin(
        user=Expert(email=email),
        account=account,
        email_addresses=[EmailAddress(email=email, verified=verified)],
    )
    login.lookup()
    InvitedOnlySocialAdapter(request).pre_social_login(request, login)
    return login


def test_an_active_expert_comes_in_under_the_verified_address() -> None:
    expert = factories.ExpertFactory()
    assert come(expert.email.upper()).user == expert


def test_an_invited_person_is_confirmed_by_it_and_the_link_is_used_up() -> None:
    expert = factories.ExpertFactory(invited=True)
    open_invitation(expert, None)
    come(expert.email)
    expert.refresh_from_db()
    assert expert.confirmed_at
    assert not Invitation.objects.filter(used_at=None).exists()


@pytest.mark.parametrize("trait", ["suspended", "expired", "invited"])
def test_suspended_expired_and_no_longer_invited_people_stay_out(trait: str) -> None:
    with pytest.raises(ImmediateHttpResponse):
        come(factories.ExpertFactory(**{trait: True}).email)


def test_an_address_the_provider_has_not_verified_opens_nothing() -> None:
    with pytest.raises(ImmediateHttpResponse):
        come(factories.ExpertFactory().email, verified=False)


def test_a_stranger_stays_out_and_no_account_is_made() -> None:
    with pytest.raises(ImmediateHttpResponse):
        come("stranger@customs.example")
    assert Expert.objects.count() == 0


def test_an_account_tied_to_one_person_does_not_open_another() -> None:
    first, second = factories.ExpertFactory(), factories.ExpertFactory()
    come(first.email)
    with pytest.raises(ImmediateHttpResponse):
        come(second.email)
