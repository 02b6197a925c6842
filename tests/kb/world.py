"""A small world for records: a Polish author, her contact point and deputy, validators from Finland and Romania."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from kb.practices.models import Practice
from kb.records.enums import Vocabulary
from kb.records.models import Record, Review, Term
from networks.access.enums import Label
from networks.access.viewer import Viewer, viewer_of
from networks.people.models import Country, Expert
from networks.spaces.enums import NetworkRole, OfficeRole
from networks.spaces.models import Network
from tests.factories import (
    AdministrationFactory,
    CountryFactory,
    ExpertFactory,
    LanguageFactory,
    NetworkFactory,
    office,
    seat,
)

BACKEND = "networks.people.backends.SignInBackend"


@dataclass
class World:
    """People by a short name, the network they share, and one nobody of them is in."""

    network: Network
    other: Network
    poland: Country
    topic: Term
    people: dict[str, Expert] = field(default_factory=dict)

    def viewer(self, name: str) -> Viewer:
        """What this person may read and do now."""
        return viewer_of(Expert.objects.get(pk=self.people[name].pk))

    def browser(self, name: str | None = None) -> Client:
        """A browser with this person's session; a visitor's without a name."""
        client = Client()
        if name:
            client.force_login(self.people[name], backend=BACKEND)
        return client

    def fields(self, **changed: Any) -> dict[str, Any]:
        """What the form of a practice sends when the six fields that suffice are filled."""
        return {
            "title": "Queue of empty lorries",
            "summary": "A lane of their own for empty lorries shortens the queue.",
            "body": "We opened a *separate lane* for empty lorries at night.",
            "countries": [self.poland.code],
            "topics": [self.topic.code],
            "language": LanguageFactory(code="en", name="English").code,
            "networks": [self.network.slug],
            "label": Label.AMBER.value,
            "summary_label": "",
            "building_blocks-TOTAL_FORMS": "0",
            "building_blocks-INITIAL_FORMS": "0",
            "key": str(uuid4()),
            "version": "new",
            "save": "submit",
        } | changed

    def share(self, **changed: Any) -> Practice:
        """The author sends a practice by the form."""
        answer = self.browser("author").post("/kb/practices/new/", self.fields(**changed))
        assert answer.status_code == 302, _why(answer)
        return Practice.objects.order_by("-pk").first()

    def review(self, record: Record) -> Review:
        """The newest review of a record."""
        return Review.objects.filter(record=record.pk).order_by("-pk").first()

    def decide(self, name: str, record: Record, decision: str, **fields: Any) -> Any:
        """Somebody presses a button on the page of the review."""
        return self.browser(name).post(
            f"{record.get_absolute_url()}review/", {"decision": decision, **fields}
        )

    def publish(self, **changed: Any) -> Practice:
        """A practice all the way: cleared, validated by two states."""
        practice = self.share(**changed)
        self.decide("ncp", practice, "clear")
        if changed.get("label") not in (Label.AMBER_STRICT, Label.RED):
            self.decide("finn", practice, "validate", grade="proven")
            self.decide("romanian", practice, "validate", grade="supported")
        practice.refresh_from_db()
        return practice


def _why(answer: Any) -> Any:
    context = answer.context or {}
    form, marking = context.get("form"), context.get("marking_form")
    return answer.status_code, form and form.errors, marking and marking.errors, context.get("errors")


Made = TypeVar("Made")


@contextmanager
def lasting(make: Callable[[], Made], blocker: DjangoDbBlocker) -> Iterator[Made]:
    """A world in a transaction around those of several tests."""
    with blocker.unblock(), transaction.atomic():
        yield make()
        transaction.set_rollback(True)


def make_world() -> World:
    """The people of the story and their roles."""
    poland, finland, romania = (CountryFactory(code=code, name=code) for code in ("PL", "FI", "RO"))
    offices = {
        code: AdministrationFactory(code=code, country=country)
        for code, country in (("PL", poland), ("FI", finland), ("RO", romania))
    }
    network, other = NetworkFactory(name="Risk management"), NetworkFactory(name="Somewhere else")
    topic = Term.objects.create(vocabulary=Vocabulary.TOPIC, code="queue-management", name="Queues")
    world = World(network, other, poland, topic)
    roles = {
        "author": ("PL", NetworkRole.CONTRIBUTOR),
        "colleague": ("PL", NetworkRole.CONTRIBUTOR),
        "polish_validator": ("PL", NetworkRole.VALIDATOR),
        "finn": ("FI", NetworkRole.VALIDATOR),
        "second_finn": ("FI", NetworkRole.VALIDATOR),
        "romanian": ("RO", NetworkRole.VALIDATOR),
        "member": ("RO", NetworkRole.MEMBER),
    }
    for name, (state, role) in roles.items():
        world.people[name] = ExpertFactory(administration=offices[state], given_name=name)
        seat(network, world.people[name], role)
    for name, role in (("ncp", OfficeRole.NCP), ("deputy", OfficeRole.DEPUTY_NCP)):
        world.people[name] = ExpertFactory(administration=offices["PL"], given_name=name)
        office(world.people[name], role)
    world.people["outsider"] = ExpertFactory(administration=offices["RO"], given_name="outsider")
    seat(other, world.people["outsider"], NetworkRole.MEMBER)
    world.people["guest"] = ExpertFactory(third_country=True, given_name="guest")
    seat(other, world.people["guest"], NetworkRole.MEMBER)
    return world
