"""The words of a stream, for search: what everybody sees who reads the page, and nothing of its cards."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue

from networks import prose

# A record card is another thing with readers of its own; images and links say nothing of themselves.
_LEFT_OUT = frozenset({"record"})
_NO_WORDS = frozenset({"image", "url", "id", "type"})


def words_of(stream: StreamValue) -> str:
    """Plain text of all blocks but cards, one line for each."""
    blocks = [block for block in stream.raw_data if block["type"] not in _LEFT_OUT]
    lines = [line for block in blocks for line in _lines(block["type"], block["value"])]
    return "\n".join(line for line in lines if line)


def _lines(kind: str, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield prose.plain(value) if kind == "text" else value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_WORDS:
                yield from _lines(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _lines("item", inner)
