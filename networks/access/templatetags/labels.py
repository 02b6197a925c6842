"""`{% load labels %}`: TLP labels in words."""

from django import template

from networks.access.wording import label_meaning

register = template.Library()


@register.filter
def meaning(label: str | None) -> str:
    """`{{ label|meaning }}`: who reads what bears this label, and what its readers may do with it."""
    return label_meaning(label or "")
