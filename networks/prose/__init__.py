"""Markdown in, safe HTML out: the only renderer, for records, posts and mails."""

from networks.prose.pointers import Pointer, PointerKind, Resolve, Target
from networks.prose.rendering import (
    MAX_TEXT_BYTES,
    excerpt,
    mentions,
    plain,
    pointers,
    references,
    render,
)

__all__ = [
    "MAX_TEXT_BYTES",
    "Pointer",
    "PointerKind",
    "Resolve",
    "Target",
    "excerpt",
    "mentions",
    "plain",
    "pointers",
    "references",
    "render",
]
