"""What the directory offers to search: people by name, administration and what they say about themselves.

A person has no marking: who may know of whom is asked of `networks.people.access`. What somebody keeps to themselves and
contacts, which not every reader of the directory is shown, are not searched.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from networks.access import tokens
from networks.access.enums import Part
from networks.access.viewer import Viewer
from networks.events.models import Event
from networks.events.searchable import Entry, Source, register_source
from networks.people.access import known_to
from networks.people.enums import ExpertKind
from networks.people.models import Expert
from networks.spaces.models import Membership

PERSON, MEMBERSHIP = "people.expert", "spaces.membership"
BATCH = 300


def ids_of(events: Sequence[Event]) -> set[int]:
    """People these events are about, by themselves or through a membership."""
    people = {each.subject_id for each in events if each.subject_type == PERSON}
    memberships = {each.subject_id for each in events if each.subject_type == MEMBERSHIP}
    if memberships:
        people |= set(Membership.objects.filter(pk__in=memberships).values_list("expert_id", flat=True))
    return people


def load(ids: Collection[int]) -> list[Entry]:
    """Active people who are in the directory: four queries."""
    people = Expert.objects.active().exclude(kind=ExpertKind.PLATFORM).filter(pk__in=ids)
    listed = list(people.select_related("administration__country"))
    networks, versions = _networks(ids), _versions(ids)
    return [_entry(each, networks[each.pk], versions.get(each.pk, 0)) for each in listed]


def all_ids() -> Iterator[list[int]]:
    """Every person's id, ascending, in batches."""
    last = 0
    while batch := list(
        Expert.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield batch
        last = batch[-1]


def readable(viewer: Viewer, ids: Collection[int], part: Part) -> set[int]:
    """Those of these people the viewer may know of now."""
    return set(known_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))


def markings_of(ids: Collection[int]) -> Mapping[int, int]:
    """People have none."""
    return {}


def _entry(person: Expert, networks: set[int], version: int) -> Entry:
    administration = person.administration
    shown = {name: getattr(person, name) for name in ("job_title", "about") if _shows(person, name)}
    expertise = [str(each) for each in person.expertise] if _shows(person, "expertise") else []
    country = administration.country if administration else None
    about = (shown.get("job_title"), str(administration or ""))
    return Entry(
        source="people",
        pk=person.pk,
        version=version,
        kind="person",
        reference=person.handle,
        url=f"/people/{person.handle}/",
        language="",
        title=person.full_name,
        summary=", ".join(each for each in about if each),
        body="\n".join([", ".join(expertise), shown.get("about", "")]).strip(),
        marking_id=0,
        body_tokens=frozenset(
            {tokens.EXPERTS, tokens.person(person.pk), *(tokens.network(each) for each in networks)}
        ),
        updated_at=person.joined_at,
        label="",
        countries=(country.code,) if country else (),
        labels={"en": country.name, **country.names} if country else {},
    )


def _shows(person: Expert, name: str) -> bool:
    return name not in person.hidden_fields


def _networks(ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    active = Membership.objects.active().filter(expert__in=ids)
    for person, network in active.values_list("expert_id", "network_id"):
        found[person].add(network)
    return found


def _versions(ids: Collection[int]) -> dict[int, int]:
    """The newest event about each person or a membership of theirs."""
    about = Event.objects.filter(subject_type=PERSON, subject_id__in=ids).order_by()
    found = dict(about.values("subject_id").annotate(newest=Max("pk")).values_list("subject_id", "newest"))
    owners = dict(Membership.objects.filter(expert__in=ids).values_list("pk", "expert_id"))
    seats = Event.objects.filter(subject_type=MEMBERSHIP, subject_id__in=owners).order_by()
    for membership, newest in (
        seats.values("subject_id").annotate(newest=Max("pk")).values_list("subject_id", "newest")
    ):
        found[owners[membership]] = max(found.get(owners[membership], 0), newest)
    return found


register_source(
    Source(
        name="people",
        events=("person.*", "seat.*"),
        ids_of=ids_of,
        load=load,
        all_ids=all_ids,
        markings_of=markings_of,
        kind_names=lambda: {"person": str(_("People"))},
        summary_part=None,
        readable=readable,
    )
)
