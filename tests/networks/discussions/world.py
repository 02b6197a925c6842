"""A small world to talk in: two networks, members of each, a lead, a guest, a topic."""

from dataclasses import dataclass
from uuid import uuid4

from django.utils import timezone

from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label, Shape
from networks.access.grants import align_membership
from networks.access.models import Marking
from networks.access.viewer import Viewer, viewer_of
from networks.discussions.actions.open_record_topic import open_record_topic
from networks.discussions.actions.post import post
from networks.discussions.actions.start_topic import Readers, start_topic
from networks.discussions.models import Post, Topic
from networks.people.enums import AdministrationKind, ExpertKind
from networks.people.models import Administration, Expert
from networks.spaces.enums import MembershipState, NetworkRole
from networks.spaces.models import Membership, Network
from tests.factories import ROLES_WITH_A_FACTOR, second_factor


def administration(code: str) -> Administration:
    return Administration.objects.get_or_create(
        code=code, defaults={"name": f"Customs of {code}", "kind": AdministrationKind.MEMBER_STATE}
    )[0]


def expert(name: str, code: str = "PL", kind: ExpertKind = ExpertKind.NATIONAL) -> Expert:
    return Expert.objects.create_user(
        f"{name}@test.example",
        "a-long-enough-password",
        given_name=name.title(),
        family_name="Example",
        kind=kind,
        administration=administration(code),
        confirmed_at=timezone.now(),
    )


def seat(person: Expert, network: Network, role: NetworkRole = NetworkRole.MEMBER) -> Membership:
    membership = Membership.objects.create(
        expert=person, network=network, role=role, state=MembershipState.ACTIVE
    )
    align_membership(membership)
    if role in ROLES_WITH_A_FACTOR:
        second_factor(person)
    return membership


@dataclass
class World:
    network: Network
    other_network: Network
    anna: Expert
    bert: Expert
    lead: Expert
    outsider: Expert
    guest: Expert
    topic: Topic


def small_world() -> World:
    """Anna (PL) and Bert (FI) are members, a guest and a lead too; the outsider is in another network."""
    network = Network.objects.create(slug="risk", name="Risk management")
    other = Network.objects.create(slug="training", name="Training")
    people = {
        "anna": expert("anna"),
        "bert": expert("bert", "FI"),
        "lead": expert("lead", "RO"),
        "outsider": expert("outsider", "EL"),
        "guest": expert("guest", "UA", ExpertKind.THIRD_COUNTRY),
    }
    seat(people["anna"], network)
    seat(people["bert"], network)
    seat(people["lead"], network, NetworkRole.LEAD)
    seat(people["guest"], network)
    seat(people["outsider"], other)
    topic = new_topic(people["anna"], network)
    return World(network, other, topic=topic, **people)


def new_topic(starter: Expert, network: Network, label: Label = Label.AMBER, **fields: object) -> Topic:
    return start_topic(
        viewer_of(starter),
        network,
        **{"title": "Lorries in the cold", "body": "How do you check them?", "key": uuid4()} | fields,
        readers=Readers(label),
    )


def record_topic(network: Network, owner: Expert, label: Label = Label.GREEN) -> Topic:
    marking = Marking.objects.create(
        shape=Shape.RECORD, label=label, owner=owner, exposure=Exposure.PUBLISHED
    )
    marking.networks.add(network)
    mark(marking)
    return open_record_topic(marking, "A practice")


def say(person: Expert, topic: Topic, body: str = "Slowly.", **fields: object) -> Post:
    return post(viewer_of(person), topic.reference, **{"body": body, "key": uuid4()} | fields)


def sees(person: Expert) -> Viewer:
    return viewer_of(Expert.objects.get(pk=person.pk))
