"""Record cards and images inside a page's text: found once for the whole page, and only what this reader may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import StreamValue

from kb.pages.models.image import PageImage
from kb.records.models import Record
from kb.records.registry import register_of
from kb.records.titles import entitle
from networks.access.enums import Part
from networks.access.reading import visible
from networks.access.viewer import Viewer
from networks.text.titles import Title, summary_of, title_of


@dataclass(frozen=True)
class Card:
    """What of a record stands on a page: its summary part and nothing else."""

    reference: str
    label: str
    kind: str
    title: Title
    summary: Title
    url: str
    language: str
    grade: str
    pointer: str


@dataclass(frozen=True)
class Seen:
    """What one reader may see of what the streams of one page name."""

    cards: dict[str, Card] = field(default_factory=dict)
    images: dict[int, PageImage] = field(default_factory=dict)


def seen_in(viewer: Viewer, streams: Iterable[StreamValue | None]) -> Seen:
    """One query for all cards, two for all images, whatever their number."""
    named = list(_named(streams))
    references = {str(value) for kind, value in named if kind == "record" and value}
    image_ids = {int(value) for kind, value in named if kind == "image" and value}
    return Seen(
        cards=cards_of(viewer, references) if references else {},
        images=images_of(viewer, image_ids) if image_ids else {},
    )


def cards_of(viewer: Viewer, references: Iterable[str]) -> dict[str, Card]:
    """Cards of listed records whose summary the viewer may read. The others are never fetched."""
    records = visible(Record.objects.listed(), viewer, Part.SUMMARY).filter(reference__in=set(references))
    found = entitle(viewer, records.select_related("marking", "language"))
    return {each.reference: card_of(each) for each in found}


def card_of(record: Record) -> Card:
    """The card of a record whose summary may be read; needs its marking and language."""
    register = register_of(record.content_type_id)
    return Card(
        reference=record.reference,
        label=record.marking.label,
        kind=str(register.label),
        title=title_of(record),
        summary=summary_of(record),
        url=record.get_absolute_url(),
        language=record.language.code if record.language else "",
        grade=record.grade,
        pointer=record.pointer_words,
    )


def images_of(viewer: Viewer, image_ids: Iterable[int]) -> dict[int, PageImage]:
    """Images the viewer may see, with what has been drawn of them so far."""
    images = visible(PageImage.objects.all(), viewer, Part.BODY).filter(pk__in=set(image_ids))
    return {each.pk: each for each in images.prefetch_related("renditions")}


def _named(streams: Iterable[StreamValue | None]) -> Iterator[tuple[str, Any]]:
    """Kinds and raw values of the blocks that name something else; nothing of it is loaded."""
    for stream in streams:
        for block in stream.raw_data if stream else ():
            if block["type"] == "record":
                yield "record", block["value"]
            elif block["type"] == "image":
                yield "image", block["value"].get("image")
