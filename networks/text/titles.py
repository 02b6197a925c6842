"""Titles that people wrote, which know their language (docs/design-system.md)."""

from typing import Any


class Title(str):
    """Words of a title with the code of their language, empty where nobody said. Everywhere else it is a string."""

    language: str
    __slots__ = ("language",)

    def __new__(cls, words: str, language: str = "") -> "Title":
        """The words as they are."""
        made = super().__new__(cls, words)
        made.language = language
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Caches keep the language too."""
        return Title, (str(self), self.language)


def title_of(thing: Any) -> Title:
    """The title of a record, page or discussion: a string, a Title, or anything with `title` and perhaps `language`.

    What has no title goes by its own name, which is in no language.
    """
    if isinstance(thing, Title):
        return thing
    words = getattr(thing, "title", None)
    if isinstance(thing, str) or not isinstance(words, str) or not words:
        return Title(str(thing))
    return Title(words, language_of(thing))


def language_of(thing: Any) -> str:
    """The code of the language of something that people wrote; empty where it has none."""
    language = getattr(thing, "language", None) or ""
    return str(getattr(language, "code", language))
