"""Checks of the proof as functions that return the leaks they find, for planted bugs to be caught by."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kb.records.enums import AccessRequestKind
from kb.records.models import AccessRequest
from networks.access.actions.mark import facts_of
from networks.access.enums import Part
from networks.access.models import Marking, MarkingToken
from networks.access.tokens import of_facts
from networks.access.viewer import viewer_of
from networks.audit import refusals
from networks.library.actions.store_file import store_file
from tests.access.answers import Leak, bare, browser_of, feed_reader_of, text_of, walk
from tests.access.mails import leaks_in_mails, tell_everything
from tests.access.oracle import PUBLISHED, SUMMARY
from tests.access.planted_records import COMMON
from tests.access.small_stage import SmallStage

Found = list[Leak]
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


def pages(small: SmallStage, role: str, *addresses: str) -> Found:
    """What a role meets at these addresses."""
    return walk(small.stage, role, addresses).leaks


def at(small: SmallStage, role: str, name: str, below: str = "") -> Found:
    """What a role meets at a page of a record."""
    return pages(small, role, f"{small.record(name).get_absolute_url()}{below}")


def after(small: SmallStage, first: str, then: str, *addresses: str) -> Found:
    """What a role meets where another one, who may know more, has just been."""
    walk(small.stage, first, addresses)
    return pages(small, then, *addresses)


def known(small: SmallStage, role: str) -> list[str]:
    """Names of the records whose summary this role may read."""
    things = small.things.items()
    return [
        name
        for name, each in things
        if each.plan.thing.exposure == PUBLISHED and role in each.plan.readers(SUMMARY)
    ]


def counts(small: SmallStage, role: str) -> Found:
    """Numbers that count more than the role may know: search, the register, its facets."""
    should, browser = len(known(small, role)), browser_of(small.stage.people[role])
    search = browser.get(f"/search/?q={COMMON}&kind=practices").context["results"]
    listed = browser.get("/kb/practices/").context
    told = {
        "search": search.total,
        "facets of search": sum(search.facets.get("label", {}).values()),
        "list": listed["page"].paginator.count,
        "facets of the list": _counted(listed["groups"]),
        "register": sum(
            number for each, number in browser.get("/kb/").context["registers"] if each.slug == "practices"
        ),
        "interface": browser.get("/api/v1/practices/").json()["count"] + _closed(small, role),
    }
    return [
        Leak(role, where, f"{number} of {should}") for where, number in told.items() if number != should
    ] + _empty(role, listed["groups"])


def closed_in_feed(small: SmallStage, role: str) -> Found:
    """Titles of what is for few, in the feed of somebody who may read them on its page."""
    reader = feed_reader_of(small.stage.people[role])
    entries = text_of(reader.get("/kb/practices/feed.xml")).count("</entry>")
    may_leave = len(known(small, role)) - _closed(small, role)
    return [Leak(role, "feed", f"{entries} of {may_leave}")] if entries > may_leave else []


def _closed(small: SmallStage, role: str) -> int:
    """What is never handed out in bulk."""
    return sum(
        small.things[name].plan.thing.label in ("TLP:AMBER+STRICT", "TLP:RED") for name in known(small, role)
    )


def _counted(groups: Iterable[Any]) -> int:
    return sum(item.count for group in groups if group.title == "Label" for item in group.items)


def _empty(role: str, groups: Iterable[Any]) -> Found:
    return [
        Leak(role, "facet of the list", item.label)
        for group in groups
        for item in group.items
        if not item.count
    ]


def words_found(small: SmallStage, role: str, name: str) -> Found:
    """Words of a text that find the record for somebody who may read its summary only; slips put right into them."""
    canary = next(each for each in small.stage.readers if each == f"{small.things[name].prefix}Body")
    browser = browser_of(small.stage.people[role])
    found = [
        Leak(role, "search", word)
        for word in (canary, f"{canary[:-1]}x", f"{canary[:-1]}x OR {COMMON[:-1]}x")
        if role not in small.stage.readers[canary] and _finds(browser, word, canary)
    ]
    listed = browser.get(f"/kb/practices/?q={canary}").context["page"].paginator.count
    return found + ([Leak(role, "list", canary)] if listed else [])


def _finds(browser: Client, words: str, canary: str) -> bool:
    """Whether the page tells of the canary: by what it finds, or by the words it answers in place of those typed.

    Beside another slip, whose right word finds something, a slip is put right even where it finds nothing.
    """
    results = browser.get("/search/", {"q": words}).context["results"]
    if " OR " in words:
        return canary.lower() in results.shown_for.lower()
    return bool(results.total or results.shown_for)


def answers_apart(
    small: SmallStage,
    role: str,
    doors: Iterable[tuple[str, str]],
    methods: Iterable[str] = METHODS,
    **headers: str,
) -> Found:
    """Pairs of addresses, of what is forbidden and of what is missing, that this role can tell apart."""
    browser = browser_of(small.stage.people[role])
    found = []
    for forbidden, missing in doors:
        for method in methods:
            one, other = (getattr(browser, method)(each, headers=headers) for each in (forbidden, missing))
            if _told(one, forbidden) != _told(other, missing):
                found.append(Leak(role, f"{method} {forbidden}", f"{one.status_code} or {other.status_code}"))
    return found


def work_apart(small: SmallStage, role: str, doors: Iterable[tuple[str, str]]) -> Found:
    """Pairs of addresses that cost the database more questions the one than the other: time would tell them apart."""
    browser = browser_of(small.stage.people[role])
    # The first page begins a visit, which is written down.
    browser.get("/")
    found = []
    with every_refusal_noted():
        for pair in doors:
            one, other = (_questions(browser, each) for each in pair)
            if one != other:
                found.append(Leak(role, pair[0], f"{one} or {other} questions"))
    return found


@contextmanager
def every_refusal_noted() -> Iterator[None]:
    """None is left out for having been noted within the minute: each 404 does all the work it can cost."""
    with patch.object(refusals, "MINUTE", timedelta(0)):
        yield


def _questions(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return len(asked)


def _told(response: Any, address: str) -> tuple[int, str, dict[str, str]]:
    """Everything an answer tells, without what of the address it says again."""
    own = [each for each in address.split("?")[0].split("/") if len(each) > 3]

    def without(text: str) -> str:
        for each in (address, *own):
            text = text.replace(each, "")
        return text

    headers = {name: without(value) for name, value in response.items() if name != "Set-Cookie"}
    return response.status_code, without(bare(response)), headers | dict.fromkeys(response.cookies, "")


def question_to_the_owner(small: SmallStage) -> Found:
    """A question to the owner of a record, as its other readers and the contact point meet it."""
    AccessRequest.objects.create(
        record=small.record("OutAmber").as_record(),
        expert=small.stage.people["contributor"],
        kind=AccessRequestKind.QUESTION,
        message=small.stage.plant("CNRYasked", {"owner", "contributor"}),
    )
    return [
        *at(small, "member", "OutAmber"),
        *at(small, "own_ncp", "OutAmber"),
        *at(small, "own_ncp", "OutAmber", "questions/"),
        *pages(small, "own_ncp", "/workspace/"),
    ]


def told_by_mail(small: SmallStage, *names: str) -> Found:
    """What mails tell when things happen to these records."""
    return leaks_in_mails(small, tell_everything(small, names))


def pictures(small: SmallStage, role: str, label: str) -> Found:
    """Pictures and their sizes that are served to somebody who may not see them."""
    browser = browser_of(small.stage.people[role])
    addresses = small.stage.images[label]
    return [Leak(role, each, "a picture") for each in addresses if browser.get(each).status_code != 404]


def stored_tokens() -> Found:
    """Token rows that are not those its facts give a marking."""
    found = []
    for marking in Marking.objects.all():
        afresh = {(part, token) for part, each in of_facts(facts_of(marking)).items() for token in each}
        stored = set(MarkingToken.objects.filter(marking=marking).values_list("part", "token"))
        found += [Leak("anybody", f"marking {marking.pk}", str(each)) for each in sorted(stored ^ afresh)]
    return found


def file_in_a_draft(small: SmallStage) -> Found:
    """A file that a published record's draft names alone."""
    record = small.record("OutAmber")
    canary = small.stage.plant("CNRYPracticeFileOfDraft", {"owner"}, shown=False)
    upload = ContentFile(canary.encode())
    kept = store_file(
        viewer_of(small.stage.people["owner"]), record.marking, Part.DRAFT, upload, name="new.txt"
    )
    return pages(small, "member", kept.get_absolute_url())
