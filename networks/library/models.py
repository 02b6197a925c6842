"""A stored file: a row that points at a marking, and a file on the disk that has no public address."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.access.enums import Part
from networks.access.models import Marking
from networks.library.enums import SHOWN_IN_BROWSER, FileKind
from networks.people.references import file_reference


class StoredFile(models.Model):
    """Kept through `actions.store_file` only, served through `views.serve` only.

    The marking is that of the thing the file belongs to, the part says which of its readers read the file: `DRAFT`
    as long as only a draft names it.
    """

    reference = models.CharField(max_length=16, unique=True, default=file_reference, editable=False)
    marking = models.ForeignKey(Marking, on_delete=models.CASCADE, related_name="files")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.DRAFT)
    name = models.CharField(_("name"), max_length=130)
    kind = models.CharField(_("kind"), max_length=5, choices=FileKind.choices)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    storage_name = models.CharField(max_length=40, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="uploaded_files"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of the file; it answers only to those who may read its part."""
        return reverse("library:file", args=[self.reference, self.name])

    @property
    def is_shown_in_browser(self) -> bool:
        """Whether a browser shows the file; any other is saved."""
        return self.kind in SHOWN_IN_BROWSER


class ProfilePhoto(models.Model):
    """The picture on somebody's profile. Its file is served to whoever is shown the photo (`views.photo`)."""

    expert = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="photo")
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="+")
    description = models.CharField(_("description"), max_length=200, blank=True)

    def __str__(self) -> str:
        return self.description or str(_("Photo of %(name)s") % {"name": self.expert})
