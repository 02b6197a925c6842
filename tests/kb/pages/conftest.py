"""A site tree, an editor, and pages made as the editor makes them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import DjangoDbBlocker

from kb.pages.models import NewsIndexPage, NewsPage, PageImage
from kb.pages.setup import make_site, publish_below
from networks.spaces.enums import OfficeRole
from tests.factories import ExpertFactory, office
from tests.kb.world import World, lasting, make_world


@pytest.fixture(scope="module")
def lasting_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """With people of the CMS."""
    with lasting(make_site_world, django_db_blocker) as made:
        yield made


def make_site_world() -> World:
    """With the site tree and an editor who sits in no network."""
    world = make_world()
    make_site()
    world.people["editor"] = ExpertFactory(given_name="editor")
    office(world.people["editor"], OfficeRole.COMMUNICATIONS_EDITOR)
    return world


@pytest.fixture
def news(world: World) -> Any:
    """Publishes a piece of news: `news(title=…, readers=…, body=[…])`."""

    def publish(readers: Any = None, **fields: Any) -> NewsPage:
        page = NewsPage(**({"title": "Queue at night", "lead": "What came out."} | fields))
        page.slug = fields.get("slug", f"news-{NewsPage.objects.count()}")
        page.wanted_readers = readers
        return publish_below(NewsIndexPage.objects.get(), page)

    return publish


def picture(name: str = "lorry at Terespol.jpg", **options: Any) -> SimpleUploadedFile:
    """A small JPEG as a browser sends it."""
    file = BytesIO()
    Image.new("RGB", (80, 60), "#0b535c").save(file, "JPEG", **options)
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")


@pytest.fixture
def image(world: World) -> PageImage:
    """A stored image that everybody may see."""
    stored = PageImage(title="Lorry", file=picture())
    stored._set_image_file_metadata()
    stored.save()
    return stored
