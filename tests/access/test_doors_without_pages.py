"""Doors that are no pages of records: sockets, mails, pictures, and the pages of the communication team."""

import pytest
from django.test import Client

from networks.live.frames import READERS
from networks.notices.registry import kinds
from tests.access import figures, sockets
from tests.access.answers import browser_of, walk
from tests.access.cast import CAST, QUICK_CAST
from tests.access.cms import crawl, editor
from tests.access.mails import (
    OF_OTHERS,
    OF_PERSONS,
    digests_of_everything,
    kinds_of_records,
    leaks_in_mails,
    tell_everything,
)
from tests.access.oracle import TALK
from tests.access.planted_pages import LABELS, readers_of
from tests.access.small_stage import SmallStage
from tests.access.sockets import Line, leaks_on_sockets, line_of, run, sayings

without_threads = sockets.without_threads
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_threads")]


def nobody_hears(small: SmallStage, role: str) -> None:
    found = leaks_on_sockets(small, role)
    figures.count("access.sockets.forbidden", len(found), len(small.talks()) * len(READERS))
    assert found == []
    theirs = {name for name in small.talks() if role in small.things[name].plan.readers(TALK)}
    heard = run(answers(line_of(small, role), {name: small.topic(name).reference for name in small.talks()}))
    assert {name for name, text in heard.items() if '"following"' in text} == theirs


async def answers(line: Line, topics: dict[str, str]) -> dict[str, str]:
    async with line:
        return {
            name: "".join(await line.say("follow", topic=topic, after=0)) for name, topic in topics.items()
        }


@pytest.mark.parametrize("role", QUICK_CAST)
def test_a_socket_tells_exactly_those_who_may_read_a_discussion(small: SmallStage, role: str) -> None:
    nobody_hears(small, role)


@pytest.mark.proof
@pytest.mark.parametrize("role", CAST)
def test_a_socket_tells_every_role_exactly_what_is_theirs(small: SmallStage, role: str) -> None:
    nobody_hears(small, role)


def test_every_verb_of_the_socket_is_tried() -> None:
    assert set(sayings("T")) == set(READERS)


def nobody_sees(small: SmallStage, role: str) -> None:
    found = walk(small.stage, role, small.pages)
    figures.count("access.pages.forbidden", len(found.leaks), found.doors)
    assert found.leaks == []
    expected = {name for name in small.stage.readers if "News" in name and role in small.stage.readers[name]}
    assert expected <= found.met
    browser = browser_of(small.stage.people[role])
    for label in LABELS:
        served = [browser.get(each).status_code == 200 for each in small.stage.images[label]]
        assert served == [role in readers_of(label)] * 2, (role, label)


@pytest.mark.parametrize("role", QUICK_CAST)
def test_pages_pictures_and_cards_show_exactly_what_may_be_read(small: SmallStage, role: str) -> None:
    nobody_sees(small, role)


@pytest.mark.proof
@pytest.mark.parametrize("role", CAST)
def test_pages_pictures_and_cards_show_every_role_exactly_what_is_theirs(
    small: SmallStage, role: str
) -> None:
    nobody_sees(small, role)


def nobody_is_told(small: SmallStage, *names: str) -> None:
    sent = tell_everything(small, names)
    found = leaks_in_mails(small, [*sent, *small.mails])
    figures.count("access.mails.forbidden", len(found), len(sent))
    assert len(sent) > 5 * len(names)
    assert found == []


def test_mails_name_nothing_that_their_readers_may_not_read(small: SmallStage) -> None:
    nobody_is_told(small, "OutAmber", "OutRed")


@pytest.mark.proof
def test_mails_of_every_kind_about_everything_name_nothing_that_is_not_theirs(small: SmallStage) -> None:
    nobody_is_told(small, *small.things)


def nobody_is_told_in_a_digest(small: SmallStage, *names: str) -> None:
    sent = digests_of_everything(small, names)
    found = leaks_in_mails(small, sent)
    figures.count("access.mails.forbidden", len(found), len(sent))
    assert found == []
    told = "".join(f"{each.subject}\n{each.body}" for each in sent)
    assert [canary for canary in small.stage.readers if canary in told], "digests name nothing at all"


def test_digests_name_nothing_that_their_readers_may_not_read(small: SmallStage) -> None:
    nobody_is_told_in_a_digest(small, "OutAmber", "OutRed")


@pytest.mark.proof
def test_digests_about_everything_name_nothing_that_is_not_theirs(small: SmallStage) -> None:
    nobody_is_told_in_a_digest(small, *small.things)


def test_every_kind_of_notice_is_sent_or_named_as_one_about_no_record() -> None:
    others = {each for each in kinds() if each.startswith(OF_PERSONS)} | OF_OTHERS
    assert {*kinds_of_records(), *others} == set(kinds())
    assert {each.partition(".")[0] for each in kinds_of_records()} == {"record", "followed"}


def test_a_picture_is_served_at_no_address_but_its_own(small: SmallStage) -> None:
    stored = small.stage.images["Clear"][0].rpartition("/")[2]
    for address in (
        f"/media/images/{stored}",
        f"/files/images/../images/{stored}",
        f"/static/images/{stored}",
    ):
        assert Client().get(address).status_code == 404


def cms_tells(small: SmallStage, who: str, most: int) -> None:
    person, like = (editor(small), "stranger") if who == "editor" else (small.stage.people[who], who)
    found = crawl(small, person, like, most)
    figures.count("access.cms.forbidden", len(found.leaks), found.doors)
    assert found.doors > 10
    assert found.met
    assert found.leaks == []


@pytest.mark.parametrize("who", ["editor", "steward"])
def test_the_cms_tells_its_people_of_no_record_they_may_not_read(small: SmallStage, who: str) -> None:
    cms_tells(small, who, 20)


@pytest.mark.proof
@pytest.mark.parametrize("who", ["editor", "steward"])
def test_no_page_of_the_cms_tells_of_a_record_that_is_not_theirs(small: SmallStage, who: str) -> None:
    cms_tells(small, who, 400)
