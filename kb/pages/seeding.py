"""The demo world's pages and news, from fixtures/demo. Repeatable: what is there stays as it is."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction

from kb.pages.models import HomePage, NewsIndexPage, NewsPage, PageImage
from kb.pages.setup import make_site, prose_blocks, publish_below
from kb.pages.toml_files import read_toml
from networks.library.inspection import inspect
from networks.library.metadata import write_without_metadata

CREDIT = "Drawing made for Limes"


@transaction.atomic
def seed_pages(folder: Path, texts: Path, references: Mapping[str, str] | None = None) -> HomePage:
    """Site tree from its texts, news from the demo's folder.

    `references`: by file name of a practice, its record's reference, for the cards.
    """
    home = make_site(texts)
    index = NewsIndexPage.objects.get()
    for path in sorted((folder / "news").glob("*.toml")):
        text = read_toml(path)
        if not NewsPage.objects.child_of(index).filter(slug=text["slug"]).exists():
            publish_below(index, _news(text, folder / "images", references or {}))
    return home


def _news(text: Mapping[str, Any], images: Path, references: Mapping[str, str]) -> NewsPage:
    return NewsPage(
        title=text["title"],
        slug=text["slug"],
        date=text["date"],
        lead=text["intro"],
        image=_image(images / text["image"]) if text.get("image") else None,
        image_alt=text.get("image_alt", ""),
        body=[*prose_blocks(text["body"]), *_card(text, references)],
    )


def _card(text: Mapping[str, Any], references: Mapping[str, str]) -> list[tuple[str, str]]:
    reference = references.get(text.get("practice", ""))
    return [("record", reference)] if reference else []


def _image(path: Path) -> PageImage:
    title = path.stem.replace("-", " ")
    found = PageImage.objects.filter(title=title).first()
    return found or image_from(path, title)


def image_from(path: Path, title: str) -> PageImage:
    """A stored image from a file, checked and cleaned as an upload is. Raises FileRefused for what is no picture."""
    cleaned = BytesIO()
    with path.open("rb") as source:
        write_without_metadata(source, inspect(source, path.name), cleaned)
    image = PageImage(title=title, credit=CREDIT)
    image.file = ImageFile(cleaned, name=path.name)
    image._set_image_file_metadata()
    image.save()
    return image
