"""Fields of a text that hold nothing, and making them so."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from networks.text.characters import shows_nothing

if TYPE_CHECKING:
    from kb.records.models import Record


def is_empty(record: "Record", name: str) -> bool:
    """Whether nothing was written or chosen there."""
    value = getattr(record, name)
    if hasattr(value, "all"):
        return not value.all()
    return value is None or shows_nothing(str(value))


def is_untouched(record: "Record", name: str) -> bool:
    """The same, where a field may begin with a value."""
    if is_empty(record, name):
        return True
    value, field = getattr(record, name), _field(record, name)
    return not hasattr(value, "all") and value == field.get_default()


def empty(record: "Record", names: Iterable[str]) -> None:
    """Take out what stands in these fields and child rows, in memory."""
    for name in names:
        field = _field(record, name)
        if field.many_to_many or field.one_to_many:
            setattr(record, name, [])
        else:
            setattr(record, name, None if field.null else field.get_default())


def _field(record: "Record", name: str) -> Any:
    return record._meta.get_field(name)
