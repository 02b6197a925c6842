"""Why something in a discussion was not done, in a sentence the person can act on. Nothing was changed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from networks.discussions.models import Post


class Refused(ValidationError):
    """What was asked cannot be done as it stands: an empty text, a closed topic."""

    @property
    def sentence(self) -> str:
        """The reason as shown to the person."""
        return " ".join(str(each) for each in self.messages)


class EditConflict(Refused):
    """Somebody saved another version meanwhile. Carries the post as it is now, so that both can be shown."""

    def __init__(self, post: Post) -> None:
        super().__init__(_("This post was changed while you were editing it. Both versions are shown below."))
        self.post = post
