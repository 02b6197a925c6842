"""Sentences, feeds, calendars and choosers say the English title where there is one."""

from xml.etree import ElementTree

import pytest

from kb.practices.models import Practice
from kb.records.event_handlers import record_subjects, request_subjects
from kb.records.following import follow, followers_subjects
from kb.records.grade_notices import check_subjects
from kb.records.models import AccessRequest, GradeCheck, RecordFollowers
from networks.access.enums import Label
from networks.events.relay import drain
from networks.notices.composing import compose
from networks.notices.models import Mail
from networks.people.models import Language
from tests.kb.records.test_readable_by_everybody import ENGLISH, POLISH, in_polish
from tests.kb.world import World
from tests.networks.calendar.asking import lines

pytestmark = pytest.mark.storage

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_every_subject_of_a_notice_is_called_by_its_english_title(world: World) -> None:
    record = world.publish(**in_polish(world)).as_record()
    follow(world.viewer("member"), record)
    followers = RecordFollowers.objects.get(record=record)
    check = GradeCheck.objects.create(record=record, before=record.grade)
    asked = AccessRequest.objects.create(record=record, expert=world.people["member"], kind="question")
    told = {
        "record": record_subjects([record.pk])[record.pk].title,
        "followers": followers_subjects([followers.pk])[followers.pk].title,
        "check": check_subjects([check.pk])[check.pk].title,
        "request": request_subjects([asked.pk])[asked.pk].title,
    }
    assert told == dict.fromkeys(told, ENGLISH)


def test_a_feed_says_title_and_summary_in_english_each_with_its_language(world: World) -> None:
    world.publish(**in_polish(world, label=Label.CLEAR.value))
    partly = world.publish(title="Another", label=Label.CLEAR.value)
    polish = Language.objects.get(code="pl")
    Practice.objects.filter(pk=partly.pk).update(
        title="Tylko tytuł", title_en="Only the title", summary="Osobny pas.", language=polish
    )
    feed = ElementTree.fromstring(world.browser().get("/kb/practices/feed.xml").content)
    told = [
        (
            entry.findtext(f"{ATOM}title"),
            entry.get(XML_LANG),
            entry.findtext(f"{ATOM}summary"),
            entry.find(f"{ATOM}summary").get(XML_LANG),
        )
        for entry in feed.iter(f"{ATOM}entry")
    ]
    assert told == [
        ("TLP:CLEAR Only the title", "en", "Osobny pas.", "pl"),
        (f"TLP:CLEAR {ENGLISH}", "en", "A lane of their own shortens the queue.", "en"),
    ]


def test_the_duplicate_hint_says_the_english_title(world: World) -> None:
    world.publish(**in_polish(world))
    answer = world.browser("member").get("/kb/practices/similar/", {"title": POLISH}).json()
    assert [(each["title"], each["language"]) for each in answer["items"]] == [(ENGLISH, "en")]


def test_notices_and_mails_say_the_english_title(world: World) -> None:
    world.publish(**in_polish(world, label=Label.GREEN.value))
    drain()
    notices = world.browser("author").get("/workspace/notices/").content.decode()
    assert f"“{ENGLISH}” was published" in notices and POLISH not in notices
    letter = compose(Mail.objects.get(kind="record.published", expert=world.people["author"]))
    assert letter and letter.title == f"TLP:GREEN “{ENGLISH}” was published"


def test_a_calendar_says_the_english_title(world: World) -> None:
    practice = world.publish(**in_polish(world))
    assert lines(world.people["author"]) == [f"TLP:AMBER To confirm: {ENGLISH} ({practice.reference})"]
