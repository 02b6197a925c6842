"""Forms of networks and accounts report what is wrong at the field, focused, and keep what was typed."""

import re

import pytest

from networks.people.models import Expert
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership, Network
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return factories.NetworkFactory(slug="risk", name="Risk management")


def ask(network: Network) -> Membership:
    return Membership.objects.create(
        network=network, expert=factories.ExpertFactory(), state=MembershipState.REQUESTED
    )


def focused(html: str) -> list[str]:
    """Names of the fields that take the focus."""
    return [
        re.search(r'name="(\w+)"', tag)[1]
        for tag in re.findall(r"<(?:input|select)[^>]*autofocus[^>]*>", html)
    ]


@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_declining_without_a_reason_is_refused_at_the_field_of_that_request(
    signed_in: object, network: Network, lead: Expert, reason: str
) -> None:
    first, second = ask(network), ask(network)
    address = f"/networks/risk/members/{second.expert.handle}/answer/"
    answer = signed_in(lead).post(address, {"answer": "refuse", "reason": reason})
    html = answer.content.decode()
    assert answer.status_code == 422 and html.count("Give a reason. The person will see it.") == 1
    wrong = re.search(r'<input[^>]*aria-invalid="true"[^>]*>', html)[0]
    assert f'id="reason-{second.expert.handle}"' in wrong and "autofocus" in wrong
    second.refresh_from_db()
    assert second.state == MembershipState.REQUESTED and first.expert.handle in html


@pytest.mark.parametrize(
    ("sent", "field", "sentence", "kept"),
    [
        ({"do": "give_office", "role": "", "until": "2031-05-04"}, "role", "Choose an office.", "2031-05-04"),
        ({"do": "give_office", "role": "ncp", "until": "someday"}, "until", "Enter a valid date.", "someday"),
        ({"do": "move", "administration": ""}, "administration", "Choose an administration.", ""),
        ({"do": "move", "administration": "ZZ"}, "administration", "Choose an administration.", ""),
        ({"do": "suspend", "reason": " "}, "reason", "Give a reason.", ""),
    ],
)
def test_forms_of_an_account_report_errors_at_their_fields(
    signed_in: object, sent: dict[str, str], field: str, sentence: str, kept: str
) -> None:
    person = factories.ExpertFactory()
    address = f"/networks/administration/people/{person.handle}/do/"
    answer = signed_in(factories.administrator()).post(address, sent)
    html = answer.content.decode()
    assert answer.status_code == 422 and f'id="id_{field}_error"' in html and sentence in html
    assert focused(html) == [field] and kept in html
    assert not person.offices.exists() and Expert.objects.get(pk=person.pk).is_active


def test_a_move_to_where_the_person_is_already_is_refused_at_the_field(signed_in: object) -> None:
    person = factories.ExpertFactory()
    sent = {"do": "move", "administration": person.administration.code, "confirmed": "yes"}
    answer = signed_in(factories.administrator()).post(
        f"/networks/administration/people/{person.handle}/do/", sent
    )
    html = answer.content.decode()
    assert answer.status_code == 422 and focused(html) == ["administration"]
    assert "already belongs to this administration" in html
