"""What follows from a page's or image's life, in the transaction of the change. Nothing is swallowed."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, pre_save
from wagtail.signals import page_published, page_unpublished, post_page_move

from kb.pages.markings import give_marking
from kb.pages.models import PAGE_MODELS, PageImage
from networks.access.models import Marking
from networks.events.recording import record as record_event


def marking_before_save(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Every page and image has a marking of its own from its first save on, copies too."""
    if not raw:
        give_marking(instance)


def marking_after_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    """The marking goes with what it was for."""
    Marking.objects.filter(pk=instance.marking_id).delete()


def published(sender: type, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Told to search and to those who follow."""
    _record("page.published", instance, getattr(revision, "user", None))


def unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
    """Also when a published page is deleted."""
    _record("page.unpublished", instance, None)


def moved(sender: type, instance: Any, **kwargs: Any) -> None:
    """Its address is another one now, and those of the pages below as well."""
    for page in instance.get_descendants(inclusive=True):
        _record("page.moved", page, None)


def _record(kind: str, page: Any, actor: Any) -> None:
    with transaction.atomic():
        record_event(kind, getattr(page, "page_ptr", page), actor=actor)


def connect() -> None:
    """Called once when the site starts."""
    for model in (*PAGE_MODELS, PageImage):
        pre_save.connect(marking_before_save, sender=model)
        post_delete.connect(marking_after_delete, sender=model)
    page_published.connect(published)
    page_unpublished.connect(unpublished)
    post_page_move.connect(moved)
