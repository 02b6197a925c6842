"""What somebody published, on their profile."""

from django.utils.translation import gettext as _

from kb.records.models import Record
from kb.records.queries import for_rows
from kb.records.titles import entitle
from networks.access.enums import Part
from networks.access.reading import visible
from networks.access.viewer import Viewer
from networks.people.models import Expert
from networks.people.profile_sections import ProfileSection, register_profile_section

ROWS = 10


def published(viewer: Viewer, expert: Expert) -> ProfileSection | None:
    """Their newest records whose text the viewer reads: whose a record is stands in its text, not in its summary."""
    owned = Record.objects.listed().filter(marking__owner=expert).newest_first()
    records = visible(owned, viewer, Part.BODY)
    rows = list(for_rows(records)[: ROWS + 1])
    if not rows:
        return None
    context = {
        "records": entitle(viewer, rows[:ROWS]),
        "count": records.count() if len(rows) > ROWS else len(rows),
    }
    return ProfileSection(_("Published"), "records/profile_section.html", context)


register_profile_section("records", published, 10)
