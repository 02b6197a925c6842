"""What a pointer holds, declared once for every register, and what is wrong in one (docs/decisions/0013)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kb.records.emptying import is_empty, is_untouched

if TYPE_CHECKING:
    from kb.records.models import Record

# In place of a text; they stand in kb/records/models/pointer.py.
POINTER_FIELDS = ("held_by_administration", "held_by", "contact_person", "contact_address", "how_to_ask")
# One of each is needed: who holds it, and whom to ask.
HOLDER, CONTACT = POINTER_FIELDS[:2], POINTER_FIELDS[2:4]
# Of the register's own fields: by these it may be found.
FOUND_BY = ("title", "summary", "title_en", "summary_en", "countries", "topics", "language")


def wrong_in_pointer(record: "Record", content: Iterable[str]) -> dict[str, list[str]]:
    """Errors by field: what is missing, and what of `content` stands there although the content is elsewhere."""
    errors = {} if not is_empty(record, "title") else {"title": [_("This field is required.")]}
    if all(is_empty(record, name) for name in HOLDER):
        errors["held_by"] = [_("Say who holds the content: an administration, a system or an office.")]
    if all(is_empty(record, name) for name in CONTACT):
        errors["contact_address"] = [_("Say whom to ask: a person on Limes or an address.")]
    for name in content:
        if not is_untouched(record, name):
            errors[name] = [_("The content is held in another system. It cannot be stored here as well.")]
    return errors


def words_of_pointer(record: "Record") -> dict[str, list[str]]:
    """Errors for what only a pointer says, on a record that holds its content itself."""
    sentence = _("Leave this empty unless the content is held in another system.")
    return {name: [sentence] for name in POINTER_FIELDS if not is_empty(record, name)}
