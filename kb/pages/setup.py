"""The site tree of an installation: made once, and safe to make again. Nothing that editors wrote is touched."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from kb.pages.cms.groups import make_groups
from kb.pages.models import AreaHubPage, HomePage, NewsIndexPage, PlainPage, RegisterIntroduction
from kb.pages.toml_files import read_toml
from kb.records.registry import registers
from networks.spaces.enums import Area

P = TypeVar("P", bound=Page)
Texts = Mapping[str, Any]
DEFAULT_INTRODUCTION = (
    "Limes is the knowledge base of national customs experts. "
    "Every text has a label that says who can read it."
)


@transaction.atomic
def make_site(texts: Path | Texts | None = None) -> HomePage:
    """Home, seven hubs, news, plain pages, introductions, the two groups. `texts`: a file like fixtures/founding/pages.toml.

    Creates what is missing and leaves what is there. Without texts the pages say in one line what they are for.
    """
    given: Texts = read_toml(texts) if isinstance(texts, Path) else texts or {}
    home = _home(given.get("home", {}))
    _point_site_at(home)
    _hubs(home, {each["slug"]: each for each in given.get("area", ())})
    _child(
        home,
        NewsIndexPage(title="News", slug="news", introduction="What the networks decided, tested and found."),
    )
    for each in given.get("page", ()):
        _child(home, plain_page(each))
    _introductions({each["slug"]: each for each in given.get("register", ())})
    make_groups()
    return home


def plain_page(text: Texts) -> PlainPage:
    """A page not yet in the tree, from one entry of the file."""
    return PlainPage(
        title=text["title"],
        slug=text["slug"],
        lead=text.get("intro", ""),
        body=prose_blocks(text.get("body", "")),
    )


def prose_blocks(text: str) -> list[tuple[str, str]]:
    """A Markdown text as the one block of a stream."""
    return [("text", text.strip())] if text.strip() else []


def _home(text: Texts) -> HomePage:
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(
            title=text.get("title", "Limes"),
            slug="limes",
            introduction=text.get("intro", DEFAULT_INTRODUCTION),
        )
        publish_below(Page.get_first_root_node(), home)
    return home


def _point_site_at(home: HomePage) -> None:
    address = urlsplit(settings.SITE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "site_name": "Limes",
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
        },
    )
    for page in Page.objects.filter(depth=2).exclude(pk=home.pk):
        # The page that Wagtail's own migrations put there.
        if type(page.specific) is Page:
            page.delete()


def _hubs(home: HomePage, texts: Mapping[str, Texts]) -> None:
    for area in Area:
        text = texts.get(area.value, {})
        hub = AreaHubPage(
            area=area,
            title=text.get("title", str(area.label)),
            slug=area.value,
            introduction=text.get("lead", f"{area.label}: practices, people and networks of this area."),
            body=prose_blocks(text.get("text", "")),
        )
        _child(home, hub)


def _child(parent: Page, page: P) -> P:
    found = type(page).objects.child_of(parent).filter(slug=page.slug).first()
    return found or publish_below(parent, page)


@transaction.atomic
def publish_below(parent: Page, page: P) -> P:
    """Put a new page below another and publish it, with its revision and event."""
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def _introductions(texts: Mapping[str, Texts]) -> None:
    for register in registers():
        text = texts.get(register.slug, {})
        RegisterIntroduction.objects.get_or_create(
            register=register.slug, defaults={"text": text.get("intro", str(register.introduction))}
        )
