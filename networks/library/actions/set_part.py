"""Let a file follow its text from draft to publication."""

from collections.abc import Iterable

from networks.access.enums import Part
from networks.access.models import Marking
from networks.library.models import StoredFile


def set_part(marking: Marking, references: Iterable[str], part: Part) -> int:
    """The named files of a marking are read by the readers of `part` from now on; gives how many changed.

    Call inside the transaction that publishes or withdraws the text that names them. Files of other markings are
    left alone, whatever a text names.
    """
    files = StoredFile.objects.filter(marking=marking, reference__in=list(references)).exclude(part=part)
    return files.update(part=part)
