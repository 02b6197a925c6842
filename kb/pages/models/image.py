"""Images of the communication team: each with readers of its own, under names that cannot be guessed."""

from pathlib import PurePath

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from kb.pages.cms.search_backend import FOLDED_TITLE
from networks.access.models import Marking
from networks.people.references import file_reference
from networks.text.fields import folded_value


class PageImage(AbstractImage):
    """An image for pages and news. Its file is served by kb.pages.views, which asks the marking first."""

    marking = models.OneToOneField(
        Marking, on_delete=models.PROTECT, related_name="+", editable=False, blank=True
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, and the licence.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    search_fields = [*AbstractImage.search_fields, *FOLDED_TITLE]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def folded_title(self) -> str:
        """Title and description for the search of the CMS."""
        return folded_value(f"{self.title} {self.description}")

    def get_upload_to(self, filename: str) -> str:
        """A random name: the original one may say more than the picture."""
        return f"images/{file_reference().lower()}{PurePath(filename).suffix.lower()}"

    @property
    def usage_url(self) -> str | None:
        """Where it is used is not shown: the list would name pages of other readers."""
        return None


class PageImageRendition(AbstractRendition):
    """One size of an image."""

    image = models.ForeignKey(PageImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_of_a_size"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """Beside the original, under its random name."""
        return f"images/{filename}"
