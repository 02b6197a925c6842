"""The small world of records with all its data in Greek letters, so that what is Latin on a page is the interface's."""

from dataclasses import dataclass
from uuid import uuid4

from django.db.models import Model
from wagtail.models import Page

from kb.pages.models import AreaHubPage, HomePage, NewsIndexPage, RegisterIntroduction
from kb.pages.setup import make_site
from kb.practices.models import Practice
from kb.records.models import Term
from networks.discussions.actions.post import post
from networks.discussions.actions.start_topic import start_topic
from networks.discussions.models import Topic
from networks.people.models import Administration, Country, Expert, Language
from networks.spaces.enums import NetworkRole, OfficeRole
from networks.spaces.models import Network
from tests.factories import ExpertFactory, LanguageFactory, administrator, office, seat
from tests.kb.world import World, make_world

TEXTS = {
    "title": "Ουρά κενών φορτηγών",
    "summary": "Χωριστή λωρίδα για κενά φορτηγά.",
    "body": "Ανοίξαμε *χωριστή λωρίδα* τη νύχτα.",
}
# What the factories write in Latin letters, and its Greek.
SAID: dict[type[Model], dict[str, str]] = {
    Country: {"name": "Χώρα"},
    Administration: {"name": "Τελωνείο"},
    Language: {"name": "Γλώσσα"},
    Term: {"name": "Ουρές"},
    Network: {"name": "Δίκτυο", "introduction": "Γιατί υπάρχει."},
    Expert: {"given_name": "Αθηνά", "family_name": "Παππά"},
    Page: {"title": "Σελίδα", "draft_title": "Σελίδα"},
    HomePage: {"introduction": "Λόγια."},
    AreaHubPage: {"introduction": "Λόγια."},
    NewsIndexPage: {"introduction": "Λόγια."},
    RegisterIntroduction: {"text": "Λόγια."},
}


@dataclass
class Greek:
    """What the pages are about."""

    world: World
    published: Practice
    waiting: Practice
    draft: Practice
    topic: Topic


def greek_world() -> Greek:
    """Everybody, a practice that is published, one in review, a draft, a topic with posts, the site tree."""
    world = make_world()
    LanguageFactory(code="en")
    make_site()
    _more_people(world)
    _in_greek()
    published = world.publish(**TEXTS, summary_label="TLP:GREEN")
    waiting = world.share(**TEXTS, key=str(uuid4()))
    draft = world.share(**TEXTS, key=str(uuid4()), save="draft")
    return Greek(world, published, waiting, draft, _talk(world))


def _more_people(world: World) -> None:
    for name, role in (
        ("editor", OfficeRole.COMMUNICATIONS_EDITOR),
        ("auditor", OfficeRole.AUDITOR),
        ("board", OfficeRole.BOARD_MEMBER),
    ):
        world.people[name] = ExpertFactory(given_name=name)
        office(world.people[name], role)
    for name, role in (("lead", NetworkRole.LEAD), ("steward", NetworkRole.STEWARD)):
        world.people[name] = ExpertFactory(given_name=name)
        seat(world.network, world.people[name], role)
    world.people["administrator"] = administrator()


def _in_greek() -> None:
    for model, texts in SAID.items():
        model.objects.update(**texts)
    for administration in Administration.objects.all():
        Administration.objects.filter(pk=administration.pk).update(code=f"Τ{administration.pk}")


def _talk(world: World) -> Topic:
    author = world.viewer("author")
    topic = start_topic(author, world.network, title="Ποιο πρόγραμμα;", body="Τι *λέτε*;", key=uuid4())
    post(world.viewer("finn"), topic.reference, body="Ναι.", key=uuid4())
    return topic
