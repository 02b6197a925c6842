"""`{% load titles %}`: words that people wrote, marked with their language and shown in its direction."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from networks.text.titles import language_of, title_of

register = template.Library()


@register.simple_tag
def title(thing: Any, language: str = "") -> SafeString:
    """`{% title record %}`: the title of whatever has one, the same way everywhere. A plain string may name its language."""
    words = title_of(thing)
    return format_html("<span{}>{}</span>", _attributes(words.language or language), words)


@register.simple_tag
def written_in(thing: Any) -> SafeString:
    """`<p{% written_in record %}>`: the attributes of an element that holds words in the language of a thing, or of a code."""
    return _attributes(thing if isinstance(thing, str) else language_of(thing))


def _attributes(language: str) -> SafeString:
    return format_html('{}dir="auto"', format_html(' lang="{}" ', language) if language else " ")
