"""Images: random names, no metadata, and the rule before each of them."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from kb.pages.markings import Readers, set_readers
from kb.pages.models import PageImage
from networks.access.enums import Label
from tests.kb.pages.conftest import picture
from tests.kb.world import World


def test_an_image_and_its_sizes_are_served_to_those_its_label_admits(world: World, image: PageImage) -> None:
    rendition = image.get_rendition("width-40")
    addresses = (image.file.url, rendition.url)
    for address in addresses:
        assert Client().get(address).status_code == 200
    set_readers(image.marking, Readers(Label.AMBER, frozenset({world.network.pk})))
    for address in addresses:
        assert address.startswith("/files/images/")
        assert "Terespol" not in address
        assert Client().get(address).status_code == 404
        assert world.browser("outsider").get(address).status_code == 404
        assert world.browser("member").get(address).status_code == 200


def test_the_rule_is_asked_before_the_browsers_copy_counts(world: World, image: PageImage) -> None:
    address = image.file.url
    etag = Client().get(address).headers["ETag"]
    assert Client().get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304
    set_readers(image.marking, Readers(Label.GREEN))
    assert Client().get(address, HTTP_IF_NONE_MATCH=etag).status_code == 404


@pytest.mark.parametrize(
    "address", ["/media/images/{0}", "/files/media/images/{0}", "/files/images/../images/{0}"]
)
def test_no_other_address_leads_to_the_file(world: World, image: PageImage, address: str) -> None:
    name = Path(image.file.name).name
    assert Client().get(address.format(name)).status_code == 404


def test_a_size_is_never_made_because_somebody_asks_for_it(world: World, image: PageImage) -> None:
    stem = Path(image.file.name).stem
    assert Client().get(f"/files/images/{stem}.width-2000.jpg").status_code == 404
    assert not image.renditions.exists()


def upload(world: World, **changed: Any) -> Any:
    """An editor sends the form of a new image."""
    fields = {
        "title": "Lorry", "file": picture(exif=exif_of()), "description": "A lorry at a border", "credit": "", "collection": "1",
        "label": Label.CLEAR.value, "focal_point_x": "", "focal_point_y": "", "focal_point_width": "", "focal_point_height": "",
    }  # fmt: skip
    return world.browser("editor").post("/cms/images/add/", fields | changed)


def exif_of() -> Image.Exif:
    exif = Image.Exif()
    exif[0x013B] = "CANARY PHOTOGRAPHER"
    return exif


def test_an_upload_loses_its_metadata_and_its_name(world: World) -> None:
    assert upload(world).status_code == 302
    image = PageImage.objects.get()
    stored = (settings.MEDIA_ROOT / image.file.name).read_bytes()
    assert b"CANARY" not in stored
    assert "terespol" not in image.file.name.lower()
    assert image.marking.label == Label.CLEAR


def test_an_uploads_readers_are_chosen_with_it(world: World) -> None:
    assert upload(world, label=Label.AMBER.value).status_code == 200
    assert not PageImage.objects.exists()
    assert upload(world, label=Label.AMBER.value, networks=[world.network.pk]).status_code == 302
    assert Client().get(PageImage.objects.get().file.url).status_code == 404


def test_what_is_no_picture_is_refused_with_a_sentence(world: World) -> None:
    program = picture("lorry.jpg")
    program.seek(0)
    program.write(b"MZ\x90\x00" + b"\x00" * 400)
    program.seek(0)
    assert upload(world, file=program).status_code == 200
    assert not PageImage.objects.exists()


@pytest.mark.parametrize("said", ["", "   "])
def test_an_image_without_a_description_is_refused_in_words(world: World, said: str) -> None:
    answer = upload(world, description=said)
    assert answer.status_code == 200
    assert "Describe what the image shows." in answer.content.decode()
    assert not PageImage.objects.exists()
