"""A page of the communication team by its address."""

from urllib.parse import urlsplit

from wagtail.models import Page, Site

from kb.pages.models.base import MarkedPage
from networks.access.naming import Named, register_named


def _page(words: str) -> Named | None:
    path = urlsplit(words).path
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or not path.startswith("/"):
        return None
    below = f"{site.root_page.url_path.rstrip('/')}{path.rstrip('/')}/"
    page = Page.objects.filter(url_path=below).first()
    found = page.specific if page else None
    if not isinstance(found, MarkedPage):
        return None
    return Named(f"Page {path}", found.marking, reference=found.slug, address=path)


register_named("pages", _page)
