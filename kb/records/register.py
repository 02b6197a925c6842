"""A Register is one declaration: how one kind of record is written, shown, found, exported and published."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import label_for_field
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kb.records.emptying import is_empty
from kb.records.enums import Route
from kb.records.pointer_fields import FOUND_BY, POINTER_FIELDS, words_of_pointer, wrong_in_pointer
from networks.access.enums import Label, Part
from networks.text.titles import Title

if TYPE_CHECKING:
    from kb.records.models import Record

Words = str | Promise


@dataclass(frozen=True)
class Group:
    """Fields that belong together in the form and on the page. `why` says whom the extra effort helps."""

    key: str
    title: Words
    fields: tuple[str, ...]
    why: Words = ""


@dataclass(frozen=True)
class Facet:
    """A filter with counts. `path` is a lookup from Record to the value; `part` is what one must read to use it.

    The model names the values (`kb.records.names`); `names` is for what it cannot know.
    `empty`: the value under which records without one are counted. `in_rows`: the value stands in child rows, where one
    record may name it twice.
    """

    key: str
    label: Words
    path: str
    part: Part = Part.BODY
    names: Mapping[str, Words] = field(default_factory=dict, hash=False)
    empty: str = ""
    in_rows: bool = False


@dataclass(frozen=True)
class Column:
    """One column of exports and of the API. Values of BODY columns stay empty for who reads the summary only."""

    key: str
    label: Words
    value: Callable[["Record"], Any]
    part: Part = Part.BODY


@dataclass(frozen=True)
class RowGroup:
    """Rows of a list that belong to one thing, and its title where this reader may know of it."""

    title: Title | None
    url: str
    records: list["Record"]


@dataclass(frozen=True)
class Register:
    """Everything the engine must know of one kind of record.

    `print_outs`: of TLP:AMBER+STRICT and TLP:RED single sheets may be printed, watermarked and noted.
    `question`: what asking the owner is called, where readers may ask.
    `row_words`: what stands beside a record in lists, for those who may read it.
    `titles`: what a reader is shown instead of records' own titles. `groups_of_rows`: which rows of a page belong together.
    `offline_copies`: readers may keep a text on their device until it expires, TLP:RED excepted (`kb.records.copies`).
    """

    slug: str
    model: type["Record"]
    label: Words
    label_plural: Words
    share: Words
    introduction: Words
    icon: str
    route: Route
    default_label: Label
    widest_label: Label
    groups: tuple[Group, ...]
    suffices: tuple[str, ...]
    body_label: Words = ""
    default_summary_label: str = ""
    due_at_clearance: tuple[str, ...] = ("title_en", "summary_en")
    prose: tuple[str, ...] = ("body",)
    children: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    columns: tuple[Column, ...] = ()
    # Lookups for what columns read beyond the things that fields of the record and of its child rows point at.
    related: tuple[str, ...] = ()
    review_months: int = 12
    personal: bool = False
    listed: bool = True
    print_outs: bool = False
    offline_copies: bool = False
    question: Words = ""
    detail_extra: str = ""
    detail_context: Callable[[Any, "Record"], dict[str, Any]] | None = None
    prefill: Callable[[Any, Any, "Record"], None] | None = None
    titles: Callable[[Any, Collection[int]], Mapping[int, Title]] | None = None
    row_words: Callable[[Any, Collection[int]], dict[int, str]] | None = None
    groups_of_rows: Callable[[Any, list["Record"]], list[RowGroup]] | None = None

    @property
    def url(self) -> str:
        """Address of the list."""
        return f"/kb/{self.slug}/"

    @property
    def form_fields(self) -> tuple[str, ...]:
        """Every own field of the form, in order; child rows are named in `children`, a pointer's in POINTER_FIELDS."""
        return tuple(name for group in self.groups for name in group.fields if name not in self.children)

    @property
    def text_fields(self) -> tuple[str, ...]:
        """The fields of the form, and those every record has for being a pointer."""
        return (*self.form_fields, "is_pointer", *POINTER_FIELDS)

    def next_review(self, today: date) -> date:
        """The day by which somebody has to confirm that the record still holds."""
        month = today.month - 1 + self.review_months
        return date(today.year + month // 12, month % 12 + 1, min(today.day, 28))

    def missing(self, record: "Record", names: tuple[str, ...]) -> dict[str, list[str]]:
        """Errors for those of the named fields that are empty."""
        return {name: [_("This field is required.")] for name in names if is_empty(record, name)}

    def check_complete(self, record: "Record") -> None:
        """Raise ValidationError by field unless everything that suffices for submission is there.

        Of a pointer: title, holder and contact, and no content.
        """
        wrong = self._wrong_in_pointer if record.is_pointer else self._wrong_in_text
        errors = wrong(record)
        if errors:
            raise ValidationError(errors)

    @property
    def content_fields(self) -> tuple[str, ...]:
        """What a pointer leaves out: fields beyond those it is found by, child rows, files."""
        own = tuple(name for name in self.form_fields if name not in FOUND_BY)
        return (*own, *self.children, "attachments")

    def _wrong_in_text(self, record: "Record") -> dict[str, list[str]]:
        return self.missing(record, self.suffices) | words_of_pointer(record)

    def _wrong_in_pointer(self, record: "Record") -> dict[str, list[str]]:
        return wrong_in_pointer(record, self.content_fields)

    def missing_at_clearance(self, record: "Record") -> dict[str, list[str]]:
        """English title and summary, where the text is in another language."""
        if record.language is None or record.language.code == "en":
            return {}
        names = [name for name in self.due_at_clearance if _is_due(record, name)]
        return {name: [_missing_words(record, name)] for name in names if is_empty(record, name)}


def _missing_words(record: "Record", name: str) -> str:
    """What to do about an empty field, in words that also tell it from the others in a list of errors."""
    return _("Enter the %(field)s.") % {"field": label_for_field(name, type(record))}


def _is_due(record: "Record", name: str) -> bool:
    """A pointer needs no summary, so none in English where it has none."""
    return not (record.is_pointer and name == "summary_en" and is_empty(record, "summary"))
