"""The photo on one's own profile."""

from io import BytesIO
from typing import BinaryIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageOps

from networks.access.acting import check_signed_in
from networks.access.actions.mark import mark
from networks.access.enums import Label, Part, Shape
from networks.access.models import Marking
from networks.access.sessions import expert_of
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.library.actions.discard_file import discard_file
from networks.library.actions.store_file import store_file
from networks.library.enums import FileRefused, Refusal
from networks.library.models import ProfilePhoto
from networks.text.characters import typed_line

SIDE = 400
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@transaction.atomic
def set_photo(viewer: Viewer, upload: BinaryIO, description: str = "") -> ProfilePhoto:
    """Keep a square copy of the picture, without what it tells about its maker. Raises FileRefused for what is no picture."""
    check_signed_in(viewer)
    expert = expert_of(viewer)
    picture = SimpleUploadedFile("photo.jpg", square(upload), content_type="image/jpeg")
    _discard(ProfilePhoto.objects.filter(expert=expert).first())
    # By its own address the file is its owner's alone: others reach it by way of the profile, which asks the directory.
    marking = Marking.objects.create(shape=Shape.PLAIN, label=Label.RED)
    marking.recipients.add(expert)
    mark(marking)
    file = store_file(viewer, marking, Part.BODY, picture, name="photo.jpg")
    photo = ProfilePhoto.objects.create(expert=expert, file=file, description=typed_line(description)[:200])
    record("person.edited", expert, expert)
    return photo


@transaction.atomic
def remove_photo(viewer: Viewer) -> None:
    """Remove one's own photo. Nothing happens where there is none."""
    check_signed_in(viewer)
    expert = expert_of(viewer)
    if _discard(ProfilePhoto.objects.filter(expert=expert).first()):
        record("person.edited", expert, expert)


def _discard(photo: ProfilePhoto | None) -> bool:
    if photo is None:
        return False
    file, marking = photo.file, photo.file.marking
    photo.delete()
    discard_file(file)
    marking.delete()
    return True


def square(upload: BinaryIO) -> bytes:
    """The middle of a picture as a small JPEG, upright and without metadata."""
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise FileRefused(Refusal.IMAGE_TOO_LARGE)
            image.draft("RGB", (SIDE * 2, SIDE * 2))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
            fitted = ImageOps.fit(upright, (SIDE, SIDE))
            ground = Image.new("RGB", (SIDE, SIDE), "white")
            ground.paste(fitted, mask=fitted.getchannel("A"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise FileRefused(Refusal.DAMAGED) from fault
    target = BytesIO()
    ground.save(target, "JPEG", quality=85)
    return target.getvalue()
