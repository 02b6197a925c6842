"""A column that keeps words of other columns folded, so that the database finds them however they are spelt."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from networks.text.folding import folded

# Between the entries of a list: no word holds it.
BETWEEN = "|"
MOST_WORDS = 8
# O'Brien, OBrien and O’Brien are one word; *Brien* finds it as well.
APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")


class FoldedField(models.TextField):
    """Folded words of the fields named in `of`, written anew whenever the row is saved, in bulk as well.

    With `update_fields`, name this field beside those it is made of; after `update()` save the rows.
    """

    def __init__(self, *, of: Iterable[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(**(kwargs | {"editable": False, "blank": True, "default": "", "serialize": False}))

    def deconstruct(self) -> Any:
        """A text column to the database; what it is made of matters to the model alone."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Made of what the row holds now."""
        value = " ".join(filter(None, (folded_value(getattr(model_instance, name)) for name in self.of)))
        setattr(model_instance, self.attname, value)
        return value


def folded_value(value: Any) -> str:
    """Words with spaces between; entries of a list with a bar before and behind each."""
    if isinstance(value, list | tuple):
        entries = [folded_value(str(each)) for each in value]
        return f"{BETWEEN}{BETWEEN.join(entries)}{BETWEEN}" if any(entries) else ""
    return " ".join(words_sought(str(value or "")))


def words_sought(text: str) -> list[str]:
    """Folded words of a text, one with an apostrophe as one."""
    return folded(text.translate(APOSTROPHES))


def holding(words: str, *columns: str) -> Q:
    """That each of these words stands, whole or as a part, in one of the folded columns. Everything where nothing is typed."""
    sought = words_sought(words)[:MOST_WORDS]
    condition = Q() if sought or not words.strip() else Q(pk__in=())
    for word in sought:
        one = Q()
        for column in columns:
            one |= Q(**{f"{column}__contains": word})
        condition &= one
    return condition
