"""What the operator's Prometheus reads, and that nobody else learns that there is such a page."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from networks.events.recording import record
from networks.people.models import Expert
from networks.spaces.enums import OfficeRole
from tests import factories

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-the-operator"


@pytest.fixture(autouse=True)
def token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def scraped() -> dict[tuple[str, ...], float]:
    """Value by name and labels."""
    answer = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {(each.name, *each.labels.values()): each.value for family in families for each in family.samples}


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer ü"]
)
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_without_the_token_there_is_no_such_page(header: str | None, method: str) -> None:
    headers = {"Authorization": header} if header else {}
    found, missing = (getattr(Client(), method)(each, headers=headers) for each in ("/metrics", "/nothing/"))
    assert found.status_code == missing.status_code == 404
    assert told(found, "/metrics") == told(missing, "/nothing/")


def told(answer: Any, address: str) -> str:
    """The page without the address asked for and the form's one-time key."""
    page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', "", answer.content.decode())
    return page.replace(quote(address, safe=""), "").replace(address, "")


def test_where_no_token_is_set_an_empty_one_opens_nothing(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_a_platform_administrator_is_no_operator(signed_in: Any) -> None:
    administrator = factories.ExpertFactory.create(kind="platform")
    factories.office(administrator, OfficeRole.PLATFORM_ADMINISTRATOR)
    factories.second_factor(administrator)
    assert signed_in(Expert.objects.get(pk=administrator.pk)).get("/metrics").status_code == 404


def test_events_that_wait_are_counted_by_handler_in_a_constant_number_of_queries() -> None:
    before = scraped()
    assert before["limes_service_up", "database"] == 1
    assert before["limes_live_sockets",] == 0
    for _each in range(3):
        record("network.opened", factories.NetworkFactory.create(), None)
    with CaptureQueriesContext(connection) as asked:
        found = scraped()
    assert found["limes_events_waiting", "search"] == 3
    assert found["limes_events_failed", "search"] == 0
    assert 0 <= found["limes_events_oldest_seconds", "search"] < 60
    assert len(asked) < 8


def test_no_figure_names_a_person_a_record_or_a_version() -> None:
    names = {name for name, *_labels in scraped()}
    assert all(name.startswith(("limes_", "process_")) for name in names)
