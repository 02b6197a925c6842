"""People, topics, tags and discussions are found as the search box promises, each thing once."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.enums import Vocabulary
from kb.records.models import Term
from networks.access.enums import Label
from networks.access.viewer import VISITOR
from networks.discussions.actions.post import post
from networks.discussions.actions.remove_post import remove_post
from networks.discussions.models import Topic
from networks.events.recording import record
from networks.events.relay import drain
from networks.people.actions.edit_profile import edit_profile
from networks.people.models import Expert
from networks.spaces.actions.end_membership import leave_network
from networks.spaces.models import Network
from search.asking import Asked
from search.engines.choosing import best_engine
from search.finding import find, suggest
from search.verifying import differences
from tests.factories import seat
from tests.kb import world as knowledge
from tests.search.own_index import own_index

pytestmark = [pytest.mark.django_db, pytest.mark.storage]

TITLE = "Queue of empty lorries"


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.services)])
def kb(request: pytest.FixtureRequest, settings: Any, db: None) -> Iterator[knowledge.World]:
    """One practice of Łukasz Wójcik for members, whose summary every expert may read, tagged and in an index."""
    made = knowledge.make_world()
    names = {"pl": "Przemyt", "de": "Schmuggel"}
    topic = Term.objects.create(vocabulary=Vocabulary.TOPIC, code="smuggling", name="Smuggling", names=names)
    port = {"vocabulary": Vocabulary.BORDER_TYPE, "code": "seaport", "name": "Seaport"}
    Term.objects.create(**port, names={"pl": "Port morski"})
    author = {
        "given_name": "Łukasz",
        "family_name": "Wójcik",
        "job_title": "Analyst",
        "expertise": ["łączność"],
    }
    Expert.objects.filter(pk=made.people["author"].pk).update(**author)
    made.publish(summary_label=Label.GREEN.value, topics=[topic.code], border_types=["seaport"])
    for person in made.people.values():
        tell("person.accepted", person)
    for network in (made.network, made.other):
        tell("network.opened", network)
    drain()
    if request.param == "database":
        yield made
        return
    with own_index(settings, request.getfixturevalue("elasticsearch_url")):
        yield made


def tell(kind: str, subject: Expert | Network) -> None:
    with transaction.atomic():
        record(kind, subject)


def found(kb: knowledge.World, name: str | None, text: str) -> list[tuple[str, str]]:
    """Kinds and titles of what somebody finds who takes the words as typed."""
    viewer = kb.viewer(name) if name else VISITOR
    return [(hit.kind, hit.title) for hit in find(viewer, Asked(text, exact=True)).hits]


PRACTICE, PERSON = ("practices", TITLE), ("person", "Łukasz Wójcik")


def test_a_topic_finds_what_is_tagged_with_it_for_readers_of_the_summary(kb: knowledge.World) -> None:
    for typed in ("smuggling", "Przemyt", "schmuggel", "smuggling lorries"):
        assert found(kb, "member", typed) == found(kb, "outsider", typed) == [PRACTICE], typed
        assert found(kb, "guest", typed) == found(kb, None, typed) == []
    [hit] = find(kb.viewer("outsider"), Asked("smuggling")).hits
    assert "<mark>Smuggling</mark>" in hit.why


def test_another_term_finds_for_readers_of_the_body_only(kb: knowledge.World) -> None:
    for typed in ("seaport", '"port morski"', "Risk management"):
        assert PRACTICE in found(kb, "member", typed), typed
        assert PRACTICE not in found(kb, "outsider", typed)


def test_a_name_finds_the_person_and_what_they_published(kb: knowledge.World) -> None:
    for typed in (
        "Łukasz Wójcik",
        "lukasz wojcik",
        "WÓJCIK, Łukasz",
        "wojcik",
        "łuk*",
        "Wo\u0301jcik",
        '"Łukasz Wójcik"',
    ):
        assert found(kb, "member", typed) == [PERSON, PRACTICE], typed
        assert found(kb, "outsider", typed) == [PERSON], typed
        assert found(kb, "guest", typed) == found(kb, None, typed) == []
    assert [hit.title for hit in suggest(kb.viewer("outsider"), "wój")] == ["Łukasz Wójcik"]
    assert suggest(VISITOR, "wój") == suggest(kb.viewer("guest"), "wój") == []


def test_whoever_is_told_no_names_finds_nothing_by_them(kb: knowledge.World) -> None:
    kb.publish(title="Open to all", label=Label.CLEAR.value, key=str(uuid4()))
    drain()
    assert ("practices", "Open to all") in found(kb, "outsider", "wojcik")
    assert found(kb, None, "wojcik") == found(kb, "guest", "wojcik") == []
    assert ("practices", "Open to all") in found(kb, None, "separate -wojcik")
    assert ("practices", "Open to all") not in found(kb, "outsider", "separate -wojcik")
    assert find(VISITOR, Asked("wojcyk")).shown_for == find(VISITOR, Asked("lukasx")).shown_for == ""


def test_guests_find_those_with_whom_they_share_a_network(kb: knowledge.World) -> None:
    membership = seat(kb.other, kb.people["author"])
    with transaction.atomic():
        record("seat.taken", membership, kb.people["author"])
    drain()
    assert found(kb, "guest", "wojcik") == [PERSON]
    leave_network(kb.viewer("author"), membership)
    assert found(kb, "guest", "wojcik") == []
    drain()
    assert found(kb, "guest", "wojcik") == []


def test_what_a_person_keeps_to_themselves_finds_nobody(kb: knowledge.World) -> None:
    assert found(kb, "outsider", "analyst") == found(kb, "outsider", "lacznosc") == [PERSON]
    edit_profile(
        kb.viewer("author"), {"hidden_fields": ["expertise", "job_title"], "family_name": "Wójcicki"}
    )
    drain()
    assert found(kb, "outsider", "analyst") == found(kb, "outsider", "lacznosc") == []
    assert found(kb, "member", "wojcicki") == [("person", "Łukasz Wójcicki"), PRACTICE]
    assert found(kb, "member", "wojcik") == []


def test_who_may_not_sign_in_any_more_is_found_no_longer(kb: knowledge.World) -> None:
    """Whether the index has heard of it or not."""
    Expert.objects.filter(pk=kb.people["author"].pk).update(is_active=False)
    results = find(kb.viewer("outsider"), Asked("wojcik"))
    assert (results.total, results.hits, results.facets) == (0, [], {})
    tell("person.suspended", kb.people["author"])
    drain()
    assert found(kb, "outsider", "wojcik") == []


def test_a_discussion_is_a_result_while_somebody_wrote_in_it(kb: knowledge.World) -> None:
    assert found(kb, "member", "empty lorries") == [PRACTICE]
    assert [hit.kind for hit in suggest(kb.viewer("member"), "empty lorr")] == ["practices"]
    topic = Topic.objects.get(marking__record=Practice.objects.get())
    said = post(kb.viewer("member"), topic.reference, body="Which lorries?", key=uuid4())
    drain()
    assert sorted(found(kb, "member", "lorries")) == [PRACTICE, ("topic", TITLE)]
    remove_post(kb.viewer("member"), topic.reference, said.seq)
    drain()
    assert found(kb, "member", "lorries") == [PRACTICE]


def test_each_thing_appears_once_for_whoever_reads_summary_and_body(kb: knowledge.World) -> None:
    for name in ("author", "member", "ncp", "outsider"):
        assert found(kb, name, "lorries") == [PRACTICE], name
        assert find(kb.viewer(name), Asked("lorries")).total == 1


def test_the_index_holds_what_the_rooms_offer(kb: knowledge.World) -> None:
    assert list(differences(best_engine())) == []


def test_a_document_finds_the_record_it_belongs_to(kb: knowledge.World) -> None:
    sent = SimpleUploadedFile("Lane layout.txt", b"A plan.")
    kb.publish(title="With a plan", summary_label=Label.GREEN.value, key=str(uuid4()), file=sent)
    drain()
    assert found(kb, "member", "layout") == [("practices", "With a plan")]
    assert found(kb, "outsider", "layout") == found(kb, None, "layout") == []


def test_a_network_is_found_by_its_card_and_by_its_mandate_for_members(kb: knowledge.World) -> None:
    lead = kb.people["finn"]
    with transaction.atomic():
        Network.objects.filter(pk=kb.network.pk).update(
            introduction="Profiles.", mandate="A **mandate** for analysts."
        )
        record("network.edited", kb.network, lead)
    drain()
    network = ("network", "Risk management")
    for name in ("member", "outsider", "guest", None):
        assert network in found(kb, name, "risk management"), name
        assert (network in found(kb, name, "mandate")) is (name == "member"), name
    Network.objects.filter(pk=kb.network.pk).update(closed_at=timezone.now())
    assert network not in found(kb, "member", "risk management")
