"""What a page is called in notices and frames."""

from wagtail.models import Page

from networks.access.enums import Part
from networks.events.registry import Subject, register_subject


def page_subject(page_id: int) -> Subject | None:
    """A live page: its title, address and marking as of now."""
    page = Page.objects.live().filter(pk=page_id).first()
    marked = page.specific if page else None
    if marked is None or not getattr(marked, "marking_id", None):
        return None
    return Subject(
        title=marked.title,
        url=marked.url or "",
        marking_id=marked.marking_id,
        part=Part.BODY,
        label=marked.marking.label,
    )


def register() -> None:
    """Called once when the site starts."""
    register_subject("wagtailcore.page", page_subject)
