"""Photos on profiles: a small copy without metadata, for whoever sees the profile and for nobody else."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from networks.library.models import ProfilePhoto, StoredFile
from tests import factories
from tests.networks.library.pictures import picture

pytestmark = pytest.mark.django_db
OWN = "/accounts/profile/photo/"


def with_photo(signed_in: Any, **sent: Any) -> Any:
    expert = factories.ExpertFactory()
    answer = signed_in(expert).post(OWN, {"file": picture(), "description": "In uniform"} | sent)
    assert answer.status_code == 302
    return expert


def photo_of(browser: Any, expert: Any) -> Any:
    return browser.get(f"/people/{expert.handle}/photo/")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_it_is_kept_as_a_small_square_without_metadata(signed_in: Any, kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "CANARY"
    options = {} if kind == "GIF" else {"exif": exif}
    expert = with_photo(signed_in, file=picture(kind, (900, 500), **options))
    sent = b"".join(photo_of(signed_in(factories.ExpertFactory()), expert).streaming_content)
    assert b"CANARY" not in sent
    assert Image.open(BytesIO(sent)).size == (400, 400)


def test_it_stands_on_the_profile_and_in_the_list_with_its_description(signed_in: Any) -> None:
    expert = with_photo(signed_in)
    browser = signed_in(factories.ExpertFactory())
    assert 'alt="In uniform"' in browser.get(f"/people/{expert.handle}/").content.decode()
    assert f'src="/people/{expert.handle}/photo/"' in browser.get("/people/").content.decode()
    nameless = with_photo(signed_in, description="")
    assert (
        f'alt="Photo of {nameless.full_name}"' in browser.get(f"/people/{nameless.handle}/").content.decode()
    )


def test_whoever_may_not_see_the_profile_sees_no_photo(signed_in: Any) -> None:
    expert = with_photo(signed_in)
    stored = StoredFile.objects.get()
    guest = factories.ExpertFactory(third_country=True)
    for browser in (signed_in(), signed_in(guest)):
        assert photo_of(browser, expert).status_code == 404
    for browser in (signed_in(), signed_in(guest), signed_in(factories.ExpertFactory())):
        assert browser.get(stored.get_absolute_url()).status_code == 404
    network = factories.NetworkFactory()
    for each in (guest, expert):
        factories.seat(network, each)
    assert photo_of(signed_in(guest), expert).status_code == 200
    expert.is_active = False
    expert.save()
    assert photo_of(signed_in(factories.ExpertFactory()), expert).status_code == 404


def test_who_keeps_it_back_shows_it_to_nobody_else(signed_in: Any) -> None:
    expert = with_photo(signed_in)
    expert.hidden_fields = ["photo"]
    expert.save()
    browser = signed_in(factories.ExpertFactory())
    assert photo_of(browser, expert).status_code == 404
    assert "/photo/" not in browser.get(f"/people/{expert.handle}/").content.decode()
    assert photo_of(signed_in(expert), expert).status_code == 200


def test_a_new_one_replaces_the_old_one_and_removing_leaves_nothing(signed_in: Any) -> None:
    expert = with_photo(signed_in)
    browser = signed_in(expert)
    browser.post(OWN, {"file": picture("PNG"), "description": ""})
    assert (ProfilePhoto.objects.count(), StoredFile.objects.count()) == (1, 1)
    browser.post(OWN, {"remove": "1"})
    assert (ProfilePhoto.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "content", [b"", b"no picture", b"%PDF-1.7", b"\xff\xd8\xff\xe0broken", b"<svg onload=1>"]
)
def test_what_is_no_picture_is_refused_at_the_field_and_the_old_one_stays(
    signed_in: Any, content: bytes
) -> None:
    expert = with_photo(signed_in)
    answer = signed_in(expert).post(OWN, {"file": SimpleUploadedFile("me.jpg", content)})
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert ProfilePhoto.objects.get().description == "In uniform"


def test_a_visitor_has_no_photo_to_change(signed_in: Any) -> None:
    assert signed_in().get(OWN).status_code == 404
