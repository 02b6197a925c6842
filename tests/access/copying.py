"""Checks about print-outs and offline copies, as functions that return the leaks they find."""

from typing import Any

from networks.audit.models import AuditEntry
from tests.access.answers import Leak, browser_of, leaks_in, told
from tests.access.small_stage import SmallStage

Found = list[Leak]
DOORS = ("print/", "copy/")


def taken(small: SmallStage, role: str, name: str, door: str) -> Any:
    """The answer to this role's asking for a copy of a record."""
    return browser_of(small.stage.people[role]).post(f"{small.record(name).get_absolute_url()}{door}")


def copies(small: SmallStage, role: str, name: str) -> Found:
    """What a role meets in copies of a record."""
    return [
        leak
        for door in DOORS
        for leak in leaks_in(small.stage, role, door, told(taken(small, role, name, door)))
    ]


def handed_out(small: SmallStage, role: str, name: str, door: str) -> Found:
    """A copy of what is never copied in this way."""
    status = taken(small, role, name, door).status_code
    return [Leak(role, f"{name} {door}", str(status))] if status != 403 else []


def unnoted(small: SmallStage, role: str, name: str, door: str) -> Found:
    """A copy whose code leads to no entry of the trail by this person about this record."""
    answer = taken(small, role, name, door)
    person, record = small.stage.people[role], small.record(name)
    noted = AuditEntry.objects.filter(person_id=person.pk, reference=record.reference).values_list(
        "details", flat=True
    )
    code = answer.context["copy"].code
    return [] if code in [each.get("copy") for each in noted] else [Leak(role, f"{name} {door}", "not noted")]


def of_somebody_else(small: SmallStage, roles: tuple[str, ...], name: str, door: str) -> Found:
    """Copies that do not bear the name of who took them, or bear another reader's."""
    found = []
    for role in roles:
        text = told(taken(small, role, name, door))
        # What follows the watermark holds the name of the record's author too.
        mark = text.partition('class="watermark"')[2].partition("</p>")[0]
        right = mark.count(small.stage.people[role].full_name) == 3
        others = [each for each in roles if each != role and small.stage.people[each].full_name in mark]
        if others or not right:
            found.append(Leak(role, f"{name} {door}", f"the mark of {others or 'nobody'}"))
    return found
