"""Break-glass: one marking, one hour, with a reason, logged, told to the owner, ended by time and by a button."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.actions.withdraw import withdraw
from networks.access import reading
from networks.access.actions.break_glass import Asked, close_what_is_over, open_glass
from networks.access.actions.mark import facts_for_rows, mark
from networks.access.enums import GlassPurpose, Label, Part
from networks.access.models import Glass
from networks.access.tokens import of_facts
from networks.audit.models import AuditEntry
from networks.events import relay
from networks.people.models import Expert
from networks.spaces.enums import NetworkRole, OfficeRole
from networks.spaces.models import Office
from tests import factories
from tests.kb.world import World, make_world

pytestmark = pytest.mark.django_db
PAGE = "/networks/administration/break-glass/"
WHY = "A leak was reported by the owner's office"


@pytest.fixture
def world() -> World:
    made = make_world()
    made.people["administrator"] = factories.administrator()
    return made


def asked(words: str) -> Asked:
    return Asked(words, GlassPurpose.INCIDENT, WHY)


def sent(words: str, **changed: str) -> dict[str, str]:
    return {"words": words, "purpose": "incident", "reason": WHY, **changed}


def opened(world: World, thing: Practice) -> Glass:
    glass = open_glass(world.viewer("administrator"), asked(thing.reference))
    assert glass is not None
    return glass


def status(world: World, thing: Practice) -> int:
    return int(world.browser("administrator").get(thing.get_absolute_url()).status_code)


def test_one_thing_is_open_and_nothing_else(world: World) -> None:
    closed = world.publish(label="TLP:AMBER", title="The one")
    other = world.publish(label="TLP:AMBER", title="Another", key="8b0b7a52-0e4c-4a5f-9c27-3d8c3e8d0001")
    assert status(world, closed) == 404
    opened(world, closed)
    assert (status(world, closed), status(world, other)) == (200, 404)
    assert reading.parts_read(world.viewer("administrator"), closed) == set(Part)


def test_it_lets_nobody_act(world: World) -> None:
    closed = world.publish(label="TLP:AMBER")
    opened(world, closed)
    browser = world.browser("administrator")
    for page in ("edit/", "withdraw/", "marking/", "owner/"):
        assert browser.get(f"{closed.get_absolute_url()}{page}").status_code in (403, 404)


def test_it_ends_with_its_hour_without_anybody_doing_anything(world: World) -> None:
    closed = world.publish(label="TLP:AMBER")
    glass = opened(world, closed)
    Glass.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert status(world, closed) == 404
    assert world.people["administrator"] not in reading.readers_of(closed.marking_id, Part.BODY)
    assert close_what_is_over() == 1
    assert not any("glass" in token for token in reading.tokens_of(closed.marking_id, Part.BODY))
    glass.refresh_from_db()
    assert glass.closed_at is not None


def test_a_second_opening_does_not_bring_the_first_back(world: World) -> None:
    first = world.publish(label="TLP:AMBER")
    second = world.publish(label="TLP:AMBER", title="Another practice")
    opened(world, first)
    with pytest.raises(ValidationError):
        open_glass(world.viewer("administrator"), asked(second.reference))
    Glass.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    opened(world, second)
    assert (status(world, first), status(world, second)) == (404, 200)


def test_rule_rows_and_readers_agree(world: World) -> None:
    closed = world.publish(label="TLP:AMBER+STRICT")
    opened(world, closed)
    expected = of_facts(facts_for_rows(closed.marking))
    for part in Part:
        assert reading.tokens_of(closed.marking_id, part) == expected[part]
        assert world.people["administrator"] in reading.readers_of(closed.marking_id, part)


def test_it_ends_with_the_office(world: World) -> None:
    closed = world.publish(label="TLP:AMBER")
    opened(world, closed)
    Office.objects.filter(expert=world.people["administrator"]).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )
    assert status(world, closed) == 404
    assert world.people["administrator"] not in reading.readers_of(closed.marking_id, Part.BODY)


def test_the_owner_is_told_who_opened_it_and_why_and_no_title(world: World) -> None:
    closed = world.publish(label="TLP:AMBER", title="Canary of the title")
    opened(world, closed)
    relay.drain()
    letters = [each for each in mail.outbox if "for one hour" in each.subject]
    assert [each.to for each in letters] == [[world.people["author"].email]]
    text = letters[0].subject + letters[0].body
    for words in (world.people["administrator"].full_name, closed.reference, WHY):
        assert words in text
    assert "Canary" not in text


def test_where_nobody_owns_it_the_contact_point_is_told(world: World) -> None:
    closed = world.publish(label="TLP:AMBER")
    closed.marking.owner = None
    closed.marking.save()
    opened(world, closed)
    relay.drain()
    assert [world.people["ncp"].email] in [each.to for each in mail.outbox if "for one hour" in each.subject]


def test_opening_every_reading_and_closing_stand_in_the_trail(world: World) -> None:
    closed = world.publish(label=Label.AMBER.value)
    opened(world, closed)
    assert status(world, closed) == 200
    browser = world.browser("administrator")
    browser.post(f"{PAGE}close/", {"glass": Glass.objects.get().reference})
    assert status(world, closed) == 404
    own = AuditEntry.objects.filter(person_id=world.people["administrator"].pk, marking_id=closed.marking_id)
    assert {"glass.opened", "read", "glass.closed"} <= set(own.values_list("action", flat=True))
    assert own.get(action="glass.opened").details == {"purpose": "incident", "thing": closed.reference}
    assert own.get(action="read").details == {"by": "break-glass"}


def test_before_a_reason_is_given_nothing_is_said_about_what_exists(world: World) -> None:
    closed = world.publish(label="TLP:AMBER")
    browser = world.browser("administrator")

    def answer(words: str, **changed: str) -> tuple[int, str]:
        page = browser.post(f"{PAGE}open/", sent(words, **changed))
        text = page.content.decode().replace(words, "").replace(closed.reference, "")
        main = text[text.index("<main") :]
        return page.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", main)

    for lacking in ({"reason": ""}, {"reason": "  "}, {"purpose": ""}, {"purpose": "curious"}):
        assert answer(closed.reference, **lacking) == answer("ZZZZZ", **lacking)
    assert Glass.objects.count() == 0
    opened(world, closed)
    assert answer(closed.reference) == answer("ZZZZZ")


def test_looking_for_what_does_not_exist_stands_in_the_trail(world: World) -> None:
    page = world.browser("administrator").post(f"{PAGE}open/", sent("ZZZZZ"))
    assert page.status_code == 422
    assert AuditEntry.objects.filter(action="glass.found_nothing").count() == 1


def test_nobody_else_opens_anything_or_learns_of_the_page(world: World) -> None:
    closed = world.publish(label="TLP:AMBER")
    for name in ("ncp", "author", "outsider"):
        with pytest.raises(PermissionDenied):
            open_glass(world.viewer(name), asked(closed.reference))
        assert world.browser(name).get(PAGE).status_code == 404
        assert world.browser(name).post(f"{PAGE}open/", sent(closed.reference)).status_code == 404


def test_the_page_opens_shows_and_closes(world: World) -> None:
    closed = world.publish(label="TLP:AMBER", title="Canary of the title")
    browser: Any = world.browser("administrator")
    page = browser.post(f"{PAGE}open/", sent(closed.get_absolute_url()), follow=True).content.decode()
    assert closed.reference in page
    assert "open until" in page
    assert "Canary" not in page
    browser.post(f"{PAGE}close/", {"glass": Glass.objects.get().reference})
    assert "open until" not in browser.get(PAGE).content.decode()


def test_what_is_open_is_read_on_its_page_where_it_is_noted_and_leaves_in_no_list(world: World) -> None:
    thing = world.publish(label="TLP:AMBER", title="The one", body="Only on its page")
    opened(world, thing)
    administrator = world.browser("administrator")
    for address in ("/kb/practices/export.csv", "/kb/practices/export.json", "/api/v1/practices/"):
        left = administrator.get(address).content.decode()
        assert "Only on its page" not in left and thing.reference not in left, address
        assert thing.reference in world.browser("finn").get(address).content.decode(), address
    assert "Only on its page" in administrator.get(thing.get_absolute_url()).content.decode()
    read = AuditEntry.objects.filter(action="read", reference=thing.reference)
    assert [row.details["by"] for row in read] == ["break-glass"]


def test_whoever_looks_through_broken_glass_asks_for_no_wider_circle(world: World) -> None:
    thing = world.publish(label="TLP:AMBER")
    opened(world, thing)
    address = f"{thing.get_absolute_url()}release/"
    administrator = world.browser("administrator")
    assert address not in administrator.get(thing.get_absolute_url()).content.decode()
    assert administrator.get(address).status_code == 403
    assert administrator.post(address, {"label": "TLP:GREEN", "reason": "Why not"}).status_code == 403
    assert administrator.post(f"{thing.get_absolute_url()}ask/", {"message": "More."}).status_code == 403
    assert not thing.access_requests.exists()


def test_whoever_looks_through_broken_glass_at_what_was_withdrawn_asks_for_no_more_of_it(
    world: World,
) -> None:
    thing = world.publish(label="TLP:AMBER")
    withdraw(world.viewer("author"), thing.as_record(), "Wrong.")
    opened(world, thing)
    answer = world.browser("administrator").post(f"{thing.get_absolute_url()}ask/", {"message": "More."})
    assert answer.status_code == 403
    assert not thing.access_requests.exists()


def told_of_opening(world: World, thing: Practice) -> list[list[str]]:
    relay.drain()
    mail.outbox.clear()
    opened(world, thing)
    relay.drain()
    return [each.to for each in mail.outbox if "for one hour" in each.subject]


def nobody_owns_or_clears(world: World, thing: Practice) -> None:
    author = world.people["author"]
    Expert.objects.filter(pk=author.pk).update(is_active=False)
    Office.objects.filter(administration=author.administration).delete()


def test_the_leads_are_told_where_nobody_owns_or_clears(world: World) -> None:
    lead = factories.seat(world.network, factories.ExpertFactory(), NetworkRole.LEAD).expert
    closed = world.publish(label="TLP:AMBER")
    nobody_owns_or_clears(world, closed)
    assert told_of_opening(world, closed) == [[lead.email]]


def test_another_administrator_is_told_where_nobody_keeps_it_at_all(world: World) -> None:
    other = factories.administrator()
    closed = world.publish(label="TLP:AMBER")
    nobody_owns_or_clears(world, closed)
    assert told_of_opening(world, closed) == [[other.email]]


def test_who_opens_is_not_the_only_one_told(world: World) -> None:
    """The administrator is the only contact point as well."""
    lead = factories.seat(world.network, factories.ExpertFactory(), NetworkRole.LEAD).expert
    closed = world.publish(label="TLP:AMBER")
    mark(closed.marking, label=Label.RED)
    nobody_owns_or_clears(world, closed)
    administrator = factories.ExpertFactory(administration=world.people["author"].administration)
    factories.office(administrator, OfficeRole.PLATFORM_ADMINISTRATOR)
    factories.office(administrator, OfficeRole.NCP)
    world.people["administrator"] = administrator
    assert told_of_opening(world, closed) == [[lead.email]]
