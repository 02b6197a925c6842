"""`{% load prose %}`: Markdown in templates."""

from django import template
from django.utils.safestring import SafeString

from networks import prose

register = template.Library()


@register.filter
def markdown(text: str | None, prefix: str = "") -> SafeString:
    """`{{ text|markdown }}`, or `{{ text|markdown:"body" }}` to give its ids a lasting beginning."""
    return prose.render(text or "", prefix=prefix)


@register.filter
def plain(text: str | None) -> str:
    """`{{ text|plain }}`: the words without the mark-up."""
    return prose.plain(text or "")


@register.filter
def excerpt(text: str | None, length: int = 200) -> str:
    """`{{ text|excerpt:160 }}`: the beginning of the words in one line."""
    return prose.excerpt(text or "", length)
