"""Forms about files."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20 * 1024 * 1024


class PhotoForm(forms.Form):
    """A photo for one's profile."""

    file = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_(
            "JPEG, PNG, WebP or GIF, at most 20 MB. Limes keeps a square copy without place or device."
        ),
        error_messages={"required": _("Choose a photo.")},
    )
    description = forms.CharField(
        label=_("Description of the photo"),
        required=False,
        max_length=200,
        help_text=_("Read out to people who cannot see it. Leave it empty to use your name."),
    )

    def clean_file(self) -> object:
        """Not larger than a picture needs to be."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The photo is larger than 20 MB. Choose a smaller one."))
        return file
