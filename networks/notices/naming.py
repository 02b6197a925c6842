"""What a mail may call a thing."""

from dataclasses import replace

from django.utils.translation import gettext as _

from networks.access.enums import CLOSED_LABELS
from networks.events.registry import Subject


def sayable(subject: Subject | None) -> Subject | None:
    """The subject as a mail may name it: of AMBER+STRICT and RED things the reference only."""
    if subject is None or subject.label not in CLOSED_LABELS:
        return subject
    return replace(
        subject, title=subject.reference or _("a text whose title cannot be sent by e-mail"), note=""
    )
