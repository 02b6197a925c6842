"""The text above a register's list."""

from django.utils.safestring import SafeString

from kb.pages.models import RegisterIntroduction
from networks import prose


def introduction_for(slug: str) -> SafeString:
    """The communication team's text as safe HTML; empty where they wrote none. One query."""
    text = RegisterIntroduction.objects.filter(register=slug).values_list("text", flat=True).first()
    return prose.render(text) if text else SafeString("")
