"""Pairs of addresses for every door with a thing in it: one of what a role may not know, one of what does not exist.

Both are equally long, so that nothing differs but what the product makes of them.
"""

import re
from collections.abc import Callable, Iterator

from django.urls import get_resolver

from networks.library.models import StoredFile
from networks.notices.models import Notice
from tests.access.calendars import address_of
from tests.access.oracle import DRAFT, SUMMARY, TALK
from tests.access.patterns import patterns_of
from tests.access.planted_pages import readers_of
from tests.access.small_stage import SmallStage

Pair = tuple[str, str]
# What stands in a route, and how it is filled for the one address and the other.
Fill = Callable[[str], tuple[str, str]]

# Things in addresses that everybody knows, and secrets that open by themselves.
NO_SECRETS = {
    "networks/<slug:slug>/": "that there is a network is known to everybody",
    "networks/administration/close/": "that there is a network is known to everybody",
    "kb/<slug:register>/": "registers are known to everybody",
    "accounts/": "opened by a secret of its own, or one's own things and nobody else's",
}


def pairs(small: SmallStage, role: str) -> list[Pair]:
    """A pair for each door with something this role may not know."""
    fills = [*_of_records(small, role), *_of_others(small, role)]
    found = []
    for route in routes():
        for begins, fill in fills:
            if route.startswith(begins):
                found.append(fill(route))
    return found


def routes() -> list[str]:
    """Routes of the site with an argument, written plainly. Those of the CMS are tried in tests/kb/cms."""
    found = patterns_of(get_resolver().url_patterns).values()
    with_arguments = [each for each in found if re.search(r"<|\(", each) and not each.startswith("cms/")]
    return [each.replace("api/v1/trainers/", "api/v1/practices/") for each in with_arguments]


def left_out(small: SmallStage) -> list[str]:
    """Routes that have neither a pair nor a reason why not."""
    begins = [begin for begin, _fill in (*_of_records(small, "stranger"), *_of_others(small, "stranger"))]
    return [each for each in routes() if not each.startswith((*begins, *NO_SECRETS))]


def _of_records(small: SmallStage, role: str) -> Iterator[tuple[str, Fill]]:
    unknown = [
        name
        for name, thing in small.things.items()
        if role not in thing.plan.readers(SUMMARY) | thing.plan.readers(DRAFT)
    ]
    for name in unknown[:1]:
        reference = small.record(name).reference
        yield "kb/<slug:register>/<str:address>/", filling(reference, address="{}", register="practices")
        yield "api/v1/practices/<reference>/", filling(reference, reference="{}")
        file = StoredFile.objects.filter(marking=small.record(name).marking_id).first()
        if file is not None:
            yield "files/<str:reference>/<str:name>", filling(file.reference, reference="{}", name=file.name)
    talks = [small.topic(each) for each in small.talks() if role not in small.things[each].plan.readers(TALK)]
    if role not in ("other_member", "other_guest"):
        talks.append(small.elsewhere)
    for topic in [each.reference for each in talks[:1]]:
        yield "discussions/<str:reference>/", filling(topic, reference="{}")
        yield (
            "networks/<slug:slug>/discussions/<str:reference>/",
            filling(topic, reference="{}", slug="matrix"),
        )


def _of_others(small: SmallStage, role: str) -> Iterator[tuple[str, Fill]]:
    hidden = small.hidden.handle
    if role != "administrator":
        yield "people/<slug:handle>/", filling(hidden, handle="{}")
        yield "networks/<slug:slug>/members/<slug:handle>/", filling(hidden, handle="{}", slug="matrix")
        yield "networks/administration/people/<slug:handle>/", filling(hidden, handle="{}")
    # A token that opened a calendar once.
    revoked = address_of(small.stage.people["owner"], revoked=True).split("/")[-1].removesuffix(".ics")
    yield "calendar/", filling(revoked, shown="{}")
    if role != "ex_member":
        notice = Notice.objects.get(expert=small.stage.people["ex_member"], kind="seat.removed")
        yield "workspace/notices/<slug:reference>/", filling(notice.reference, reference="{}")
    if role not in readers_of("Amber"):
        picture = small.stage.images["Amber"][0].rpartition("/")[2]
        yield "files/images/", filling(picture, name="{}")
        yield "^((?:", lambda _route: ("/news/news-amber/", "/news/news-zzzzz/")


def filling(known: str, **arguments: str) -> Fill:
    """Fill a route's arguments; `{}` stands for the thing."""

    def fill(route: str) -> Pair:
        return _filled(route, known, arguments), _filled(route, missing_like(known), arguments)

    return fill


def missing_like(known: str) -> str:
    """Something of the same look that nothing is called."""
    head, dot, ending = known.partition(".")
    return re.sub(r"[a-z]", "z", re.sub(r"[A-Z0-9]", "Z", head)) + dot + ending


def _filled(route: str, thing: str, arguments: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found.group(1).rpartition(":")[2]
        return arguments.get(name, "1").replace("{}", thing)

    return "/" + re.sub(r"<([^>]*)>", value, route)
