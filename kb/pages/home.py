"""What stands on the first page. Rooms of kb give it a block; it asks each for what this person may see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kb.pages.cards import images_of
from kb.pages.hub_links import hub_links
from kb.pages.models.news import NewsPage
from kb.pages.queries import news_for
from kb.pages.rows import row_of
from kb.practices.models import Practice
from kb.records.models import Record
from kb.records.queries import for_rows
from networks.access.enums import Label, Part
from networks.access.reading import visible
from networks.access.viewer import VISITOR, Viewer

NEWS_SHOWN = 3
PRACTICES_SHOWN = 5


@dataclass(frozen=True)
class HomeBlock:
    """One block for those signed in. `context` may ask at most five queries, whatever it finds."""

    key: str
    order: int
    template: str
    context: Callable[[Viewer], dict[str, Any]]


_blocks: dict[str, HomeBlock] = {}


def register_block(block: HomeBlock) -> HomeBlock:
    """Give the first page a block. Two of the same key are a mistake."""
    if block.key in _blocks:
        raise ValueError(f"There is already a block called {block.key}.")
    _blocks[block.key] = block
    return block


def blocks_for(viewer: Viewer) -> list[dict[str, Any]]:
    """Templates of all blocks with what stands in them, in their order."""
    ordered = sorted(_blocks.values(), key=lambda block: block.order)
    return [{"template": block.template, **block.context(viewer)} for block in ordered]


def home_context(viewer: Viewer) -> dict[str, Any]:
    """For visitors areas, news and public practices; for those signed in their blocks and the news."""
    context: dict[str, Any] = {"news": latest_news(viewer), "blocks": []}
    if viewer.is_active:
        blocks = blocks_for(viewer)
        # The number in the menu, which the layout would count again.
        counted = [each["waits"] for each in blocks if "waits" in each]
        return context | {"blocks": blocks} | ({"waits": counted[0]} if counted else {})
    return context | {"areas": hub_links(viewer), "practices": public_practices()}


def latest_news(viewer: Viewer) -> list[dict[str, Any]]:
    """The newest news the viewer may read, with pictures they may see."""
    pages = list(news_for(viewer, NewsPage)[:NEWS_SHOWN])
    images = images_of(viewer, [page.image_id for page in pages if page.image_id])
    return [{"page": page, "image": images.get(page.image_id)} for page in pages]


def public_practices() -> list[dict[str, Any]]:
    """The newest practices that everybody may read: those that are CLEAR, not only their summaries."""
    practices = Record.objects.of_model(Practice).listed().filter(marking__label=Label.CLEAR)
    records = for_rows(visible(practices, VISITOR, Part.SUMMARY).newest_first())[:PRACTICES_SHOWN]
    return [row_of(record) for record in records]
