"""What networks offer to search: name and introduction for everybody, mandate and house rules for members.

As their pages show them: the card is public, the home belongs to those with an active seat.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from networks.access import tokens
from networks.access.enums import Part
from networks.access.viewer import Viewer
from networks.events.models import Event
from networks.events.searchable import Entry, Source, register_source
from networks.prose import plain
from networks.spaces.models import Network

NETWORK = "spaces.network"
# A network of which no event tells comes after all that was changed since.
UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)


def ids_of(events: Sequence[Event]) -> set[int]:
    """Networks these events are about."""
    return {each.subject_id for each in events if each.subject_type == NETWORK}


def load(ids: Collection[int]) -> list[Entry]:
    """Open networks: two queries."""
    changes = _changes(ids)
    networks = Network.objects.open().filter(pk__in=ids)
    return [_entry(each, *changes.get(each.pk, (0, UNKNOWN))) for each in networks]


def all_ids() -> Iterator[list[int]]:
    """Every network's id, ascending; there are some dozens."""
    yield list(Network.objects.order_by("pk").values_list("pk", flat=True))


def readable(viewer: Viewer, ids: Collection[int], part: Part) -> set[int]:
    """Those of these networks of which the viewer is shown the card, or the home."""
    networks = Network.objects.open().filter(pk__in=ids)
    if part == Part.BODY:
        networks = networks.filter(pk__in=viewer.network_ids)
    return set(networks.values_list("pk", flat=True))


def markings_of(ids: Collection[int]) -> Mapping[int, int]:
    """Networks have none."""
    return {}


def _entry(network: Network, version: int, changed_at: datetime) -> Entry:
    return Entry(
        source="networks",
        pk=network.pk,
        version=version,
        kind="network",
        reference=network.slug[:40],
        url=network.get_absolute_url(),
        language="en",
        title=network.name,
        summary=network.introduction,
        body=f"{plain(network.mandate)}\n{plain(network.house_rules)}".strip(),
        marking_id=0,
        summary_tokens=frozenset({tokens.ALL}),
        body_tokens=frozenset({tokens.network(network.pk)}),
        networks=(network.slug,),
        updated_at=changed_at,
        label="",
    )


def _changes(ids: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """The newest event about each network, and when it was."""
    events = Event.objects.filter(subject_type=NETWORK, subject_id__in=ids).order_by()
    newest = events.values("subject_id").annotate(newest=Max("pk"), last=Max("at"))
    return {pk: (event, at) for pk, event, at in newest.values_list("subject_id", "newest", "last")}


register_source(
    Source(
        name="networks",
        events=("network.*",),
        ids_of=ids_of,
        load=load,
        all_ids=all_ids,
        markings_of=markings_of,
        kind_names=lambda: {"network": str(_("Networks"))},
        readable=readable,
    )
)
