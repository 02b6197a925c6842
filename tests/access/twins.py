"""Two worlds that differ only in what one role may not know, and a series of questions that must not tell them apart."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.facet_values import recount
from kb.records.models import Term
from networks.access.viewer import viewer_of
from networks.discussions.actions.post import post
from networks.events import relay
from networks.events.recording import record
from networks.people.models import Country
from search.asking import asked_in
from search.finding import find
from search.weights import weights
from tests import factories
from tests.access import planted_records
from tests.access.answers import Leak, bare, browser_of, feed_reader_of
from tests.access.everywhere import replace
from tests.access.listening import Heard, listen
from tests.access.oracle import BODY, DRAFT, PUBLISHED, SUMMARY, TALK
from tests.access.planted_records import COMMON
from tests.access.questions import FEED, SEARCH, SECRET, questions
from tests.access.small_stage import SmallStage
from tests.access.things import planned


@dataclass
class Compared:
    """What came of asking both worlds."""

    leaks: list[Leak]
    asked: int
    rewritten: int
    """How many things were other in the second world."""
    from_elasticsearch: int
    """How often a server was asked."""


@dataclass(frozen=True)
class Answers:
    """To each question one, and how often a server was asked for them."""

    told: list[str]
    from_elasticsearch: int


def compare(
    small: SmallStage, role: str, number: int, *, worker: bool = True, reader: str = "", crowd: int = 0
) -> Compared:
    """Questions to which the two worlds of this role answer differently.

    `worker`: the index has learnt what became other; or it waits, and with it news of everything the role knows, in both
    worlds alike. `reader`: somebody else asks. `crowd`: so many more things everybody reads, for pages to turn.
    """
    # Vocabularies are known to everybody, so both worlds have the same.
    factories.CountryFactory(code="MT", name="Malta")
    reader = reader or role
    asked = [*questions(small, number)]
    plant_crowd(small, crowd)
    if not worker:
        news_waits(small, role)
    moment = timezone.now()
    before = answers(small, reader, asked, moment)
    with transaction.atomic():
        rewritten = keep_other_secrets(small, role)
    if worker:
        relay.drain()
    after = answers(small, reader, asked, moment)
    found = [
        Leak(reader, address, apart(one, other))
        for address, one, other in zip(asked, before.told, after.told, strict=True)
        if one != other
    ]
    return Compared(found, len(asked), rewritten, min(before.from_elasticsearch, after.from_elasticsearch))


def plant_crowd(small: SmallStage, crowd: int) -> None:
    """Open records, as many as asked for."""
    plan = small.things["OutClear"].plan
    topic = _topic()
    for _each in range(crowd):
        planted_records.plant_one(small.stage, Practice, plan, topic)
    relay.drain()


def news_waits(small: SmallStage, role: str) -> None:
    """Everything of which the role knows a part was published once more, and the worker does not run."""
    with transaction.atomic():
        for name, thing in small.things.items():
            if thing.plan.thing.exposure == PUBLISHED and role in thing.plan.readers(SUMMARY):
                record("record.published", small.record(name).as_record())


def apart(one: str, other: str) -> str:
    """Where two answers part; one may go on where the other ends."""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((place for place, pair in pairs if len({*pair}) > 1), min(len(one), len(other)))
    return f"{one[max(0, at - 60) : at + 80]!r} or {other[max(0, at - 60) : at + 80]!r}"


def answers(small: SmallStage, role: str, asked: list[str], moment: datetime) -> Answers:
    """Everything this role can observe at this moment, byte for byte but for secrets of forms.

    What their own reading leaves behind, in the trail of readings, is taken back: both worlds are asked for the first time.
    """
    cache.clear()
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        replace(patch, "django.utils.timezone.now", lambda: moment)
        asking = _Asking(small, role, listen(patch))
        # A visit begins with the first page.
        asking.browser.get("/")
        told = [asking.answer(address) for address in asked]
        transaction.set_rollback(True)
    return Answers(told, asking.heard.elasticsearch)


class _Asking:
    """Somebody with a browser and a feed reader, and what the index says to them."""

    def __init__(self, small: SmallStage, role: str, heard: Heard) -> None:
        self.person = small.stage.people[role]
        self.heard = heard
        self.browser = browser_of(self.person)
        self.feeds = feed_reader_of(self.person) if self.person else self.browser

    def answer(self, address: str) -> str:
        before = len(self.heard.said)
        response = (self.feeds if address.startswith(FEED) else self.browser).get(address)
        headers = sorted(f"{name}: {value}" for name, value in response.items() if name != "Content-Length")
        order = self._order(address)
        return f"{response.status_code}\n{headers}\n{bare(response)}\n{order}\n{self.heard.since(before)}"

    def _order(self, address: str) -> str:
        """Of a search also what the page does not say: the weights its order is made of."""
        if not address.startswith(SEARCH):
            return ""
        asked = asked_in(QueryDict(address.partition("?")[2]))
        viewer = viewer_of(self.person)
        found = find(viewer, asked)
        told = [(hit.url, str(hit.why)) for hit in found.hits]
        words = sorted(weights(viewer, [*asked.text.lower().split(), *SECRET]).items())
        return str((words, told, found.total, found.facets, found.shown_for, found.waiting, found.limited))


def keep_other_secrets(small: SmallStage, role: str) -> int:
    """What this role may not know becomes something else, and there is more of it. How many things that were."""
    rewritten = 0
    for name, thing in small.things.items():
        drafted = thing.plan.readers(DRAFT)
        if role not in thing.plan.readers(SUMMARY) | drafted:
            _rewrite(
                small.record(name), title=f"{COMMON} {' '.join(SECRET)}", summary=SECRET[0], country="MT"
            )
        if role not in thing.plan.readers(BODY) | drafted:
            _rewrite(small.record(name), body=f"{' '.join(SECRET * 5)} {COMMON} other words")
            rewritten += 1
        if name in small.talks() and role not in thing.plan.readers(TALK):
            _talk(small, name)
            rewritten += 1
    return rewritten + _more(small, role)


def _rewrite(text: Practice, country: str = "", **words: str) -> None:
    for name, word in words.items():
        setattr(text, name, word)
    text.save(update_fields=[*words])
    if country:
        text.as_record().countries.through.objects.filter(record=text.pk).update(
            country=Country.objects.get(code=country)
        )
    recount([text.pk])
    record("record.published", text.as_record())


def _talk(small: SmallStage, name: str) -> None:
    post(
        viewer_of(small.stage.people["owner"]),
        small.topic(name).reference,
        body=" ".join(SECRET),
        key=uuid4(),
    )


def _more(small: SmallStage, role: str) -> int:
    """Further things of every state and label that are not for this role."""
    further = [
        plan
        for plan in planned()
        if plan.name.startswith(("Out", "Sent", "Gone"))
        and role not in plan.readers(SUMMARY) | plan.readers(DRAFT)
    ]
    for plan in further:
        planted_records.plant_one(small.stage, Practice, plan, _topic())
    return len(further)


def _topic() -> Term:
    """The topic of everything on the stage."""
    return Term.objects.get(code="kestrel")
