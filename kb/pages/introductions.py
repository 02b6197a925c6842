"""The text above a register's list, as the communication team wrote it."""

from kb.pages.models import RegisterIntroduction


def introduction_for(slug: str) -> str:
    """Plain words; empty where none were written. One query."""
    text = RegisterIntroduction.objects.filter(register=slug).values_list("text", flat=True).first()
    return text or ""
