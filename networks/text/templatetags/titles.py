"""`{% load titles %}`: words that people wrote, marked with their language and shown in its direction."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from networks.text.titles import Title, language_of, summary_of, title_of

register = template.Library()


@register.simple_tag
def title(thing: Any, language: str = "") -> SafeString:
    """`{% title record %}`: the title of whatever has one, the same way everywhere. A plain string may name its language."""
    words = title_of(thing)
    return format_html("<span{}>{}</span>", _attributes(words.language or language), words)


@register.simple_tag
def readable_title(thing: Any, language: str = "") -> SafeString:
    """`{% readable_title record %}`: the English title where there is one, with the original beneath. For lists and links."""
    words = title_of(thing)
    if not words.english:
        return title(words, language)
    return format_html(
        '<span{}>{}</span><span class="visually-hidden">, </span><span class="title-original"{}>{}</span>',
        _attributes(words.shown_in),
        words.english,
        _attributes(words.language or language),
        words,
    )


@register.filter
def titled(thing: Any) -> Title:
    """`{{ record|titled }}`: the title with its language, to be handed to a component."""
    return title_of(thing)


@register.filter
def summarised(thing: Any) -> Title:
    """`{{ record|summarised }}`: the summary in English where there is one, with its language."""
    return summary_of(thing)


@register.simple_tag
def written_in(thing: Any) -> SafeString:
    """`<p{% written_in record %}>`: the attributes of an element that holds words in the language of a thing, or of a code."""
    return _attributes(thing if isinstance(thing, str) else language_of(thing))


def _attributes(language: str) -> SafeString:
    return format_html('{}dir="auto"', format_html(' lang="{}" ', language) if language else " ")
