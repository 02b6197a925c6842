"""What becomes of a text that is a pointer, and what is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kb.records.emptying import empty
from kb.records.models import Record
from kb.records.pointer_fields import POINTER_FIELDS
from kb.records.queries import readable_bodies
from networks.access import tokens
from networks.access.viewer import Viewer
from networks.people.today import today


@dataclass(frozen=True)
class Whereabouts:
    """What a reader of the text is told: who holds the content, whom to ask and how."""

    holder: str
    person: str
    person_url: str
    address: str
    how: str


def whereabouts(viewer: Viewer, record: Record) -> Whereabouts | None:
    """None for a record that holds its content itself. Names of people are for experts, as in the directory."""
    if not record.is_pointer:
        return None
    person = record.contact_person if tokens.EXPERTS in viewer.tokens else None
    if person and not person.is_active_on(today()):
        person = None
    return Whereabouts(
        holder=record.holder,
        person=person.full_name if person else "",
        person_url=f"/people/{person.handle}/" if person else "",
        address=record.contact_address,
        how=record.how_to_ask,
    )


def name_holders(viewer: Viewer, records: Iterable[Record]) -> list[Record]:
    """Let the pointers among these say who holds the content, to whoever reads their text: one query where there are any."""
    listed = list(records)
    pointers = [each for each in listed if each.is_pointer]
    readable = readable_bodies(viewer, pointers) if pointers else set()
    for each in pointers:
        each.names_holder = each.pk in readable
    return listed


def keep_to_its_kind(text: Record) -> None:
    """Take out what a text of its kind does not hold: of a pointer the content, of every other record a pointer's words."""
    empty(text, text.register.content_fields if text.is_pointer else POINTER_FIELDS)


def why_no_files(record: Record) -> str:
    """The sentence that refuses a file; empty where the newest text holds its content itself."""
    if not record.get_latest_revision_as_object().is_pointer:
        return ""
    return _("The content of this record is held in another system, so it cannot have files.")
