"""Small pictures as browsers send them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 30), **options: object) -> SimpleUploadedFile:
    """A picture of one colour."""
    target = BytesIO()
    Image.new("RGB", size, "#0b535c").save(target, kind, **options)
    return SimpleUploadedFile(f"me.{kind.lower()}", target.getvalue())
