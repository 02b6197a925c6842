"""Titles that people wrote, which know their language (docs/design-system.md)."""

from typing import Any

ENGLISH = "en"


class Title(str):
    """Words of a title with the code of their language, empty where nobody said. Everywhere else it is a string.

    `english`: the same in English, where the words are in another language and somebody has translated them; it is shown
    first. `shown_in`: the language of that, where it is told by the platform in the reader's own.
    """

    language: str
    english: str
    shown_in: str
    __slots__ = ("english", "language", "shown_in")

    def __new__(cls, words: str, language: str = "", english: str = "", shown_in: str = "") -> "Title":
        """The words as they are. What is in English already needs no translation."""
        made = super().__new__(cls, words)
        made.language = language
        made.english = english if english != words and (shown_in or language != ENGLISH) else ""
        made.shown_in = shown_in or ENGLISH
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Caches keep the language too."""
        return Title, (str(self), self.language, self.english, self.shown_in if self.english else "")


def title_of(thing: Any) -> Title:
    """The title of a record, page or discussion: a string, a Title, or anything with `title`, perhaps `language`, `title_en`.

    What has no title goes by its own name, which is in no language. `shown_title` stands in for it where one was found for
    this reader.
    """
    if isinstance(thing, Title):
        return thing
    shown = getattr(thing, "shown_title", None)
    if isinstance(shown, Title):
        return shown
    words = getattr(thing, "title", None)
    if isinstance(thing, str) or not isinstance(words, str) or not words:
        return Title(str(thing))
    return Title(words, language_of(thing), getattr(thing, "title_en", ""))


def english_title(thing: Any) -> Title:
    """The title in English where there is one, and otherwise as it was written: for sentences, feeds, calendars and mails."""
    words = title_of(thing)
    return Title(words.english, words.shown_in) if words.english else words


def summary_of(thing: Any) -> Title:
    """The summary in English where there is one, and otherwise as it was written."""
    if getattr(thing, "summary_en", "") and language_of(thing) != ENGLISH:
        return Title(thing.summary_en, ENGLISH)
    return Title(getattr(thing, "summary", ""), language_of(thing))


def language_of(thing: Any) -> str:
    """The code of the language of something that people wrote; empty where it has none."""
    language = getattr(thing, "language", None) or ""
    return str(getattr(language, "code", language))
