"""Lists of names in templates."""

from collections.abc import Iterable
from typing import Any

from django import template

from networks.text import sorting

register = template.Library()


@register.filter
def in_order(rows: Iterable[Any]) -> list[Any]:
    """In the order of the reader's alphabet."""
    return sorting.in_order(rows)
