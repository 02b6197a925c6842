"""How a platform gets its first person."""

import pytest

from networks.access.viewer import viewer_of
from networks.people.actions.accept_invitation import accept_invitation
from networks.people.first_administrator import invite_first_administrator
from networks.people.models import Expert
from networks.spaces.models import Platform
from tests import factories

pytestmark = pytest.mark.django_db


def token_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_the_link_makes_an_administrator_once_and_only_the_newest_works() -> None:
    first = invite_first_administrator("admin@customs.example")
    second = invite_first_administrator("Admin@customs.example")
    assert first != second
    expert = accept_invitation(token_of(second), "six boundary stones in a row")
    assert viewer_of(expert).holds("administer", Platform.objects.get())
    assert invite_first_administrator("admin@customs.example") == ""
    assert Expert.objects.count() == 1


def test_nobody_is_made_administrator_by_it() -> None:
    with pytest.raises(ValueError, match="does not administer"):
        invite_first_administrator(factories.ExpertFactory().email)
