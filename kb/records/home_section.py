"""What is new in a network's knowledge, on the network's home."""

from django.utils.translation import gettext as _

from kb.records import queries
from kb.records.titles import entitle
from networks.access.viewer import Viewer
from networks.spaces.home_sections import HomeItem, HomeSection, register_home_section
from networks.spaces.models import Network
from networks.text.titles import title_of

LINES = 6


def new_records(viewer: Viewer, network: Network) -> HomeSection:
    """The newest records of the network that the viewer may read."""
    records = entitle(viewer, queries.newest_in(viewer, network)[:LINES])
    return HomeSection(
        title=_("New knowledge"),
        items=[
            HomeItem(
                title=title_of(each),
                url=each.get_absolute_url(),
                at=each.updated_at,
                label=each.marking.label,
                note=str(each.register.label),
            )
            for each in records
        ],
        url="/kb/",
        empty=_("No records yet. Contributors can start with Share a practice."),
    )


register_home_section("records", new_records, 20)
