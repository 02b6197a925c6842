"""What stands on the hub of an area beside its own text."""

from typing import Any

from kb.pages.rows import row_of
from kb.records.models import Record
from kb.records.queries import for_rows
from kb.records.titles import entitle
from networks.access.enums import Part
from networks.access.reading import visible
from networks.access.viewer import Viewer
from networks.spaces.models import Network

RECORDS_SHOWN = 8


def hub_context(viewer: Viewer, area: str) -> dict[str, Any]:
    """Networks of the area, and the newest records of its topics: a constant number of queries."""
    records = visible(Record.objects.listed(), viewer, Part.SUMMARY)
    of_area = records.filter(pk__in=Record.topics.through.objects.filter(term__area=area).values("record_id"))
    newest = for_rows(of_area.newest_first())[:RECORDS_SHOWN]
    return {
        "records": [row_of(record) for record in entitle(viewer, newest)],
        "networks": networks_of(viewer, area),
    }


def networks_of(viewer: Viewer, area: str) -> list[dict[str, Any]]:
    """Open networks of an area, by the rule of the list of networks: names and introductions are for everybody."""
    networks = Network.objects.open().filter(area=area)
    return [{"network": each, "is_member": each.pk in viewer.network_ids} for each in networks]
