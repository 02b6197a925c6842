"""How much waits to be indexed is told of what one may read, and of nothing else."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from kb.pages.markings import Readers
from kb.pages.models import NewsIndexPage, NewsPage
from networks.access.enums import Label
from networks.access.viewer import viewer_of
from networks.discussions.actions.post import post
from networks.events.recording import record
from search.asking import Asked
from search.finding import find
from tests.access.small_stage import SmallStage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_database(settings: Any) -> None:
    """The index in the database answers, and nothing waits for a server."""
    settings.ELASTICSEARCH_URL = ""


def waiting(small: SmallStage, role: str) -> int:
    return find(viewer_of(small.stage.people[role]), Asked("anything")).waiting


def test_whoever_reads_a_text_only_is_not_told_that_it_is_talked_about(small: SmallStage) -> None:
    assert waiting(small, "stranger") == waiting(small, "member") == 0
    post(viewer_of(small.stage.people["owner"]), small.topic("OutGreen").reference, body="So.", key=uuid4())
    assert waiting(small, "member") == 1
    assert waiting(small, "stranger") == 0


def test_what_was_withdrawn_is_counted_for_nobody_whatever_becomes_of_it(small: SmallStage) -> None:
    with transaction.atomic():
        record("record.published", small.record("GoneAmber").as_record())
    assert waiting(small, "member") == 0


def test_a_page_that_is_not_out_is_not_counted_for_those_it_will_be_for(small: SmallStage) -> None:
    page = NewsPage(title="Not yet", lead="Soon.", slug="not-yet", live=False)
    NewsIndexPage.objects.get().add_child(instance=page)
    page.wanted_readers = Readers(Label.GREEN, frozenset({small.stage.network.pk}))
    page.save_revision()
    assert waiting(small, "stranger") == 0
    page.get_latest_revision().publish()
    assert waiting(small, "stranger") == 1


def test_a_page_that_was_taken_down_is_not_counted(small: SmallStage) -> None:
    page = NewsPage.objects.get(slug="news-green")
    page.unpublish()
    assert waiting(small, "stranger") == 0
