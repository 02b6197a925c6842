"""Where editors' links may lead."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_OURS = re.compile(r"/(?![/\\])\S*\Z")
_WEB = re.compile(r"https?://[^\s/?#]++\S*+\Z", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+\Z", re.IGNORECASE)


def check_target(address: str) -> str:
    """The address, when it is one of ours (/kb/…), on the web or a mail address. Raises ValidationError otherwise."""
    stripped = address.strip()
    if _OURS.match(stripped) or _WEB.match(stripped) or _MAIL.match(stripped):
        return stripped
    raise ValidationError(_("Enter an address such as /kb/practices/ or https://example.org/."))
