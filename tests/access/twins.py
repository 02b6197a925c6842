"""Two worlds that differ only in what one role may not know, and a series of questions that must not tell them apart."""

import random
from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.facet_values import recount
from kb.records.models import Record
from networks.access.viewer import viewer_of
from networks.discussions.actions.post import post
from networks.events import relay
from networks.events.recording import record
from networks.people.models import Country
from search.finding import Asked, find
from search.weights import weights
from tests import factories
from tests.access import planted_records
from tests.access.answers import Leak, bare, browser_of
from tests.access.everywhere import replace
from tests.access.oracle import BODY, DRAFT, SUMMARY, TALK
from tests.access.planted_records import COMMON
from tests.access.small_stage import SmallStage
from tests.access.things import planned

# Words that come into the world with its secrets; one of them is likelier for a slip than the open word.
SECRET = ("zirconium", "kestrelwore", "undercover")
PIECES = (
    COMMON,
    COMMON[:4] + "*",
    COMMON[:-1] + "x",
    f'"{COMMON}"',
    "kestrels",
    "records",
    "-kestrels",
    *SECRET,
)
FILTERS = (
    "label=TLP%3ARED", "label=TLP%3AGREEN", "label=TLP%3AAMBER", "network=matrix", "country=PL", "country=MT", "language=pl",
    "kind=practices", "year=2026",
)  # fmt: skip
PLACES = (
    "/", "/kb/", "/kb/practices/", "/kb/trainers/", "/networks/", "/networks/matrix/", "/networks/matrix/discussions/",
    "/networks/matrix/members/", "/people/", "/workspace/", "/workspace/notices/", "/news/", "/sitemap.xml", "/api/v1/",
    "/api/v1/practices/", "/kb/practices/export.csv", "/kb/practices/export.json", "/readyz", "/healthz",
    "/kb/practices/ZZZZZ/", "/kb/practices/new/", "/files/ZZZZZZZZ/x.txt",
)  # fmt: skip


def differences(small: SmallStage, role: str, number: int) -> tuple[list[Leak], int]:
    """Questions to which the two worlds answer differently, and how many were asked of both."""
    # Vocabularies are known to everybody, so both worlds have the same.
    factories.CountryFactory(code="MT", name="Malta")
    asked = [*questions(small, role, number)]
    moment = timezone.now()
    before = answers(small, role, asked, moment)
    with transaction.atomic():
        keep_other_secrets(small, role)
    relay.drain()
    after = answers(small, role, asked, moment)
    found = [
        Leak(role, address, apart(one, other))
        for address, one, other in zip(asked, before, after, strict=True)
        if one != other
    ]
    return found, len(asked)


def apart(one: str, other: str) -> str:
    """Where two answers part."""
    at = next((place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), 0)
    return f"{one[max(0, at - 60) : at + 80]!r} or {other[max(0, at - 60) : at + 80]!r}"


def questions(small: SmallStage, role: str, number: int) -> Iterator[str]:
    """The same for the same number: places first, then what is known, then words and choices in any mixture."""
    chance = random.Random(number)
    known = [
        f"{small.record(name).get_absolute_url()}{below}"
        for name in small.things
        # Not the log of readers: it holds when one looked oneself.
        for below in ("", "history/", "links/", "edit/")
    ]
    fixed = [*PLACES, *known]
    chance.shuffle(fixed)
    yield from fixed[: number // 2]
    for _each in range(number - len(fixed[: number // 2])):
        words = " ".join(chance.choice(PIECES) for _word in range(chance.randint(1, 2)))
        chosen = "&".join(chance.sample(FILTERS, chance.randint(0, 2)))
        page = f"&page={chance.choice((1, 1, 1, 2, 9))}"
        begins = chance.choice(
            (
                "/search/?q=",
                "/search/?q=",
                "/kb/practices/?q=",
                "/search/suggest/?q=",
                "/api/v1/practices/?q=",
            )
        )
        yield f"{begins}{words}&{chosen}{page}"


def answers(small: SmallStage, role: str, asked: list[str], moment: datetime) -> list[str]:
    """Everything this role can observe at this moment, byte for byte but for secrets of forms.

    What their own reading leaves behind, in the trail of readings, is taken back: both worlds are asked for the first time.
    """
    cache.clear()
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        replace(patch, "django.utils.timezone.now", lambda: moment)
        browser = browser_of(small.stage.people[role])
        # A visit begins with the first page.
        browser.get("/")
        found = [_answer(small, role, browser, address) for address in asked]
        transaction.set_rollback(True)
    return found


def _answer(small: SmallStage, role: str, browser: object, address: str) -> str:
    response = browser.get(address)
    headers = sorted(f"{name}: {value}" for name, value in response.items() if name != "Content-Length")
    return f"{response.status_code}\n{headers}\n{bare(response)}\n{_order(small, role, address)}"


def _order(small: SmallStage, role: str, address: str) -> str:
    """Of a search also what the page does not say: the weights its order is made of."""
    if not address.startswith("/search/?q="):
        return ""
    words = address.removeprefix("/search/?q=").partition("&")[0]
    viewer = viewer_of(small.stage.people[role])
    found = find(viewer, Asked(words))
    told = [(hit.url, str(hit.why)) for hit in found.hits]
    return str(
        (sorted(weights(viewer, [*words.lower().split(), *SECRET]).items()), told, found.total, found.facets)
    )


def keep_other_secrets(small: SmallStage, role: str) -> None:
    """What this role may not know becomes something else, and there is more of it."""
    for name, thing in small.things.items():
        if role not in thing.plan.readers(SUMMARY) | thing.plan.readers(DRAFT):
            _rewrite(
                small.record(name), title=f"{COMMON} {' '.join(SECRET)}", summary=SECRET[0], country="MT"
            )
        if role not in thing.plan.readers(BODY) | thing.plan.readers(DRAFT):
            _rewrite(small.record(name), body=f"{' '.join(SECRET * 5)} {COMMON} other words")
        if name in small.talks() and role not in thing.plan.readers(TALK):
            _talk(small, name)
    _more(small, role)


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


def _more(small: SmallStage, role: str) -> None:
    """Further things of every state and label that are not for this role."""
    topic = Record.objects.filter(topics__isnull=False).first().topics.first()
    for plan in planned():
        if plan.name.startswith(("Out", "Sent", "Gone")) and role not in plan.readers(SUMMARY) | plan.readers(
            DRAFT
        ):
            planted_records.plant_one(small.stage, Practice, plan, topic)
