"""Times and *today* in the zone each reader chose: pages, mails, calendars, sockets, exports, the CMS."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from kb.records import deadlines
from networks.access.viewer import viewer_of
from networks.live.rights import Identity
from networks.live.verbs import _language
from networks.people.time_zones import times_of
from networks.people.today import today
from networks.spreadsheets.cells import cell_of
from networks.text.zones import THIS_ZONE, zone_in_words, zone_named
from tests import factories

# Half past ten in the evening in Brussels: the next day in Helsinki (a minute short of it), on Kiritimati, not on the Azores.
EVENING = datetime(2026, 12, 7, 22, 30, tzinfo=UTC)
KIRITIMATI, HELSINKI, AZORES = "Pacific/Kiritimati", "Europe/Helsinki", "Atlantic/Azores"
THEIR_DAY = {
    KIRITIMATI: date(2026, 12, 8),
    HELSINKI: date(2026, 12, 8),
    "Europe/Brussels": date(2026, 12, 7),
    AZORES: date(2026, 12, 7),
}


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr(timezone, "now", lambda: EVENING)
    return EVENING


def _when(at: Any, **more: Any) -> str:
    source = '{% include "components/when.html" with at=at clock=clock zone=zone only %}'
    text = Template(source).render(Context({"at": at, **more}))
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


@pytest.mark.django_db
@pytest.mark.parametrize("zone", THEIR_DAY)
def test_today_is_the_readers_own(evening: datetime, zone: str) -> None:
    with times_of(factories.ExpertFactory(timezone=zone)):
        assert timezone.localdate() == THEIR_DAY[zone]
        assert _when(THEIR_DAY[zone]) == "today"
        assert _when(THEIR_DAY[zone] + timedelta(days=1)) == "tomorrow"
        assert _when(evening) == "today"
        assert _when(evening - timedelta(days=1)) == "yesterday"
        assert _when(evening - timedelta(days=9)).endswith("November 2026")


@pytest.mark.django_db
def test_rights_and_deadlines_end_on_the_same_day_for_everybody(evening: datetime) -> None:
    class Review:
        stage_since = evening

    dues = set()
    for zone in THEIR_DAY:
        with times_of(factories.ExpertFactory(timezone=zone)):
            dues.add((today(), deadlines.of_review(Review())))
    assert dues == {(date(2026, 12, 7), date(2026, 12, 14))}


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Warsaw", "Warsaw time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Etc/GMT+3", "UTC-03"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_a_zone_is_called_as_people_call_it(zone: str, words: str) -> None:
    with timezone.override(zone_named(zone)):
        assert zone_in_words() == words == str(THIS_ZONE)


def test_every_zone_that_can_be_chosen_has_a_name_and_an_unknown_one_is_the_platforms() -> None:
    for zone in available_timezones():
        with timezone.override(zone_named(zone)):
            assert zone_in_words().strip()
    for odd in ("", "Mars/Olympus", "../../etc/passwd", "\x00", "a" * 5000):
        assert zone_named(odd).key == "Europe/Brussels"


def test_a_deadline_with_an_hour_names_the_zone() -> None:
    at = datetime(2026, 1, 5, 13, 0, tzinfo=UTC)
    with timezone.override(zone_named("Europe/Warsaw")):
        assert _when(at, clock=True, zone=True) == "5 January 2026, 14:00 (Warsaw time)"
        assert _when(at, clock=True) == "5 January 2026, 14:00"


@pytest.mark.django_db
@pytest.mark.parametrize("zone", [KIRITIMATI, AZORES])
def test_a_page_is_in_the_zone_of_who_asks_and_the_next_one_in_that_of_the_next(
    signed_in: Any, zone: str
) -> None:
    browser = signed_in(factories.ExpertFactory(timezone=zone))
    browser.get("/accounts/sessions/")
    page = browser.get("/accounts/sessions/").content.decode()
    place = zone.partition("/")[2]
    assert f'data-time-zone="{zone}"' in page
    assert f"({place} time)" in page
    visitor = Client().get("/accounts/login/").content.decode()
    assert 'data-time-zone="Europe/Brussels" data-zone-name="Brussels time"' in visitor
    assert timezone.get_current_timezone_name() == "Europe/Brussels"


@pytest.mark.django_db
@pytest.mark.parametrize("zone", [KIRITIMATI, AZORES])
def test_frames_of_a_socket_are_written_in_the_zone_of_its_person(evening: datetime, zone: str) -> None:
    who = Identity(1, "Anna Nowak", "en", "key", "hash", zone)
    with _language(who):
        assert timezone.localdate() == THEIR_DAY[zone]
    assert timezone.get_current_timezone_name() == "Europe/Brussels"


@pytest.mark.django_db
def test_a_mail_is_composed_in_the_zone_of_each_recipient(monkeypatch: pytest.MonkeyPatch) -> None:
    from networks.notices import composing
    from networks.notices.registry import Letter

    def letter(_event: Any, _expert: Any) -> Letter:
        return Letter(_when(EVENING, clock=True, zone=True), "text")

    monkeypatch.setattr(composing, "letter_kind", lambda kind: (None, letter))
    subjects = []
    for zone in (KIRITIMATI, AZORES):
        mail = type(
            "Mail", (), {"expert": factories.ExpertFactory(timezone=zone), "kind": "x", "event": object()}
        )
        composed = composing.compose(mail)  # type: ignore[arg-type]
        subjects.append(composed.title if composed else "")
    assert subjects == ["8 December 2026, 12:30 (Kiritimati time)", "7 December 2026, 21:30 (Azores time)"]


@pytest.mark.django_db
def test_a_calendar_is_made_in_the_zone_of_its_owner(
    evening: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from networks.access.by_token import TokenOwner
    from networks.calendar import views

    days: list[date] = []
    monkeypatch.setattr(views, "lines_of", lambda owner: days.append(timezone.localdate()) or [])
    for zone in (KIRITIMATI, AZORES):
        owner = TokenOwner.__new__(TokenOwner)
        object.__setattr__(owner, "reader", viewer_of(factories.ExpertFactory(timezone=zone)))
        views._calendar(owner)
    assert days == [THEIR_DAY[KIRITIMATI], THEIR_DAY[AZORES]]


def test_a_moment_in_a_file_is_in_the_zone_its_heading_names() -> None:
    with timezone.override(zone_named(KIRITIMATI)):
        assert cell_of(EVENING) == datetime(2026, 12, 8, 12, 30)
        from networks.audit.showing import COLUMNS

        assert "When (Kiritimati time)" in [str(title) for title, _show in COLUMNS]


@pytest.mark.django_db
def test_wagtail_shows_an_editors_times_in_their_own_zone() -> None:
    from wagtail.admin.localization import get_localized_response

    from kb.pages.cms.times import show_own_times

    editor = factories.ExpertFactory(timezone=KIRITIMATI)
    show_own_times(editor)
    request = type("Request", (), {"user": editor})
    assert (
        get_localized_response(lambda _request: timezone.get_current_timezone_name(), request) == KIRITIMATI
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wagtailusers_userprofile")
        assert cursor.fetchone()[0] == 0
