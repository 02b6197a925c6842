"""The form of an image. Apart from the forms of pages: Wagtail's can be loaded only once all models are there."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from kb.pages.forms import ReadersFieldsMixin, label_field, networks_field
from kb.pages.markings import set_readers
from networks.library.enums import IMAGES, FileRefused, Refusal
from networks.library.inspection import inspect
from networks.library.metadata import write_without_metadata


class PageImageForm(ReadersFieldsMixin, BaseImageForm):
    """The form of an image. Its file is looked into by content and loses what it tells about its maker."""

    # Several images sent at once come without a label: those are CLEAR until somebody says otherwise.
    label = label_field(required=False)
    networks = networks_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        description = self.fields.get("description")
        if description is not None:
            description.required = True
            description.label = _("Image description (alternative text)")
            description.help_text = _(
                "Describe what the image shows, for people who cannot see it. Pages use this text unless they give their own."
            )
            description.error_messages["required"] = _("Describe what the image shows.")
        self.add_readers_fields()

    def clean_file(self) -> Any:
        """The same picture without metadata; a sentence where it is no picture we take."""
        file = self.cleaned_data["file"]
        if file is None or "file" not in self.changed_data:
            return file
        return without_metadata(file)

    def save(self, commit: bool = True) -> Any:
        """Keep the image, and let the chosen readers hold from now on."""
        image = super().save(commit=commit)
        wanted = getattr(image, "wanted_readers", None)
        if commit and wanted:
            set_readers(image.marking, wanted)
        return image


def without_metadata(file: Any) -> SimpleUploadedFile:
    """A copy of an uploaded picture that tells nothing about its maker. Raises ValidationError for what is refused."""
    target = BytesIO()
    try:
        kind = inspect(file, file.name)
        if kind not in IMAGES:
            raise FileRefused(Refusal.NOT_AN_IMAGE)
        write_without_metadata(file, kind, target)
    except FileRefused as fault:
        raise ValidationError(fault.reason) from fault
    return SimpleUploadedFile(file.name, target.getvalue())
