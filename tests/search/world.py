"""A world of things to find: real markings and tokens, text kept beside them, offered through a source as a room does."""

import itertools
import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Count

from networks.access import tokens
from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label, Part, Shape
from networks.access.models import Marking, MarkingToken
from networks.access.viewer import VISITOR, Viewer
from networks.events import recording
from networks.events.models import Event
from networks.events.relay import drain
from networks.events.searchable import Entry, Source
from networks.people.models import Administration
from networks.spaces.models import Network

START = datetime(2026, 1, 1, tzinfo=UTC)
REGISTERS = ("practices", "trainers")


@dataclass(frozen=True)
class Thing:
    """The text of one thing; its readers are in its marking."""

    title: str
    summary: str = ""
    body: str = ""
    language: str = "en"
    kind: str = "practices"
    countries: tuple[str, ...] = ("PL",)
    networks: tuple[str, ...] = ()
    number: int = 0
    title_en: str = ""
    summary_en: str = ""


@dataclass
class World:
    """Two networks, two administrations, and what is published in them."""

    things: dict[int, Thing] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.networks = {
            slug: Network.objects.get_or_create(slug=slug, defaults={"name": slug.title()})[0]
            for slug in ("risk", "training")
        }
        self.administration = Administration.objects.get_or_create(
            code="PL-CUSTOMS", defaults={"name": "Customs of Poland", "kind": "member_state"}
        )[0]

    def publish(
        self,
        thing: Thing,
        label: str = Label.AMBER,
        summary_label: str = "",
        tell: bool = True,
        **more: object,
    ) -> int:
        """Publish a thing of these networks; the id it is found by."""
        plain = thing.kind == "topic"
        with transaction.atomic():
            marking = Marking.objects.create(
                shape=Shape.PLAIN if plain else Shape.RECORD,
                label=label,
                summary_label=summary_label,
                administration=self.administration,
                exposure=Exposure.PUBLISHED,
                **more,
            )
            marking.networks.set([self.networks[slug] for slug in thing.networks or ("risk",)])
            mark(marking)
            self.things[marking.pk] = replace(
                thing, number=thing.number or next(self.numbers), networks=thing.networks or ("risk",)
            )
            if tell:
                recording.record("record.published", marking)
        return marking.pk

    def change(self, pk: int, **changes: object) -> None:
        """Another text for a thing."""
        with transaction.atomic():
            self.things[pk] = replace(self.things[pk], **changes)
            recording.record("record.published", Marking.objects.get(pk=pk))

    def remark(self, pk: int, **changes: object) -> None:
        """Another marking for a thing, as the action that narrows or widens does it."""
        with transaction.atomic():
            marking = Marking.objects.get(pk=pk)
            mark(marking, **changes)
            recording.record("marking.changed", marking)

    def withdraw(self, pk: int) -> None:
        """Take a thing back."""
        with transaction.atomic():
            del self.things[pk]
            recording.record("record.withdrawn", Marking.objects.get(pk=pk))

    def member(self, *slugs: str) -> Viewer:
        """An expert who sits in these networks."""
        seats = {tokens.network(self.networks[slug].pk) for slug in slugs}
        return Viewer(tokens=frozenset({tokens.ALL, tokens.EXPERTS, *seats}))

    def source(self) -> Source:
        """What a room would write in its `searchable.py`."""
        return Source(
            name="things",
            events=("record.*", "marking.*", "topic.*"),
            ids_of=lambda events: {event.subject_id for event in events},
            load=self._load,
            all_ids=lambda: iter([sorted(self.things)]),
            markings_of=lambda pks: {pk: pk for pk in pks if pk in self.things},
            kind_names=lambda: {"practices": "Good practices", "trainers": "Trainers", "topic": "Topics"},
        )

    def _load(self, pks: Collection[int]) -> list[Entry]:
        rows = MarkingToken.objects.filter(marking_id__in=pks).values_list("marking_id", "part", "token")
        stored: dict[tuple[int, str], set[str]] = {}
        for pk, part, token in rows:
            stored.setdefault((pk, part), set()).add(token)
        labels = dict(Marking.objects.filter(pk__in=pks).values_list("pk", "label"))
        versions = dict(
            Event.objects.filter(subject_id__in=pks).values_list("subject_id").annotate(Count("pk"))
        )
        return [
            _entry(pk, self.things[pk], stored, labels[pk], versions.get(pk, 0))
            for pk in pks
            if pk in self.things
        ]


def _entry(
    pk: int, thing: Thing, stored: Mapping[tuple[int, str], set[str]], label: str, version: int
) -> Entry:
    return Entry(
        source="things",
        pk=pk,
        version=version,
        kind=thing.kind,
        reference=f"R{thing.number:05}",
        url=f"/kb/{thing.kind}/R{thing.number:05}/",
        language=thing.language,
        title=thing.title,
        summary=thing.summary,
        body=thing.body,
        title_en=thing.title_en,
        summary_en=thing.summary_en,
        marking_id=pk,
        summary_tokens=frozenset(stored.get((pk, Part.SUMMARY), ())),
        body_tokens=frozenset(stored.get((pk, Part.BODY), ())),
        label=label,
        networks=thing.networks,
        countries=thing.countries,
        year=2020 + thing.number % 5,
        updated_at=START + timedelta(hours=thing.number),
    )


VOCABULARY = """
scanner lorry container warehouse seizure tariff officer border ferry parcel drone dog laboratory
inspects weighs releases seals opens photographs detains escorts measures trains
mobile empty quick sealed hidden foreign heavy refrigerated diplomatic falsified
"""
WORDS = VOCABULARY.split()


def sentence(chance: random.Random, words: int = 8) -> str:
    """Some words that may stand in a text."""
    return " ".join(chance.choice(WORDS) for _ in range(words))


def random_thing(chance: random.Random, number: int, marker: str = "") -> Thing:
    """A thing of random words; `marker` stands in every part of it."""
    return Thing(
        title=f"{sentence(chance, 4)} {marker}".strip(),
        summary=f"{sentence(chance, 10)} {marker}".strip(),
        body=f"{sentence(chance, 40)} {marker}".strip(),
        kind=chance.choice(REGISTERS),
        language=chance.choice(("en", "en", "pl", "de", "hr")),
        countries=tuple(sorted(chance.sample(("PL", "FI", "EL", "RO"), chance.randint(1, 2)))),
        networks=chance.choice((("risk",), ("training",), ("risk", "training"))),
        number=number,
    )


def readers(world: World) -> Sequence[Viewer]:
    """A visitor, an expert of no network, members of one or both, and the contact point."""
    contact = Viewer(
        tokens=frozenset({tokens.ALL, tokens.EXPERTS, tokens.ncp(world.administration.pk), tokens.person(7)})
    )
    guest = Viewer(tokens=frozenset({tokens.ALL, tokens.network(world.networks["risk"].pk)}))
    return (VISITOR, world.member(), world.member("risk"), world.member("risk", "training"), contact, guest)


def settle() -> None:
    """Let the relay deliver everything."""
    drain()
