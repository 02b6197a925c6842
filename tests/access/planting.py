"""How a leak is planted: another function in the place of one of the product, made from the original."""

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import URLPattern, get_resolver

from kb.records.models import AccessRequest, Record, RecordFollowers
from networks.access.enums import Part
from networks.access.models import MarkingToken
from networks.access.viewer import Viewer
from networks.discussions.models import Topic
from networks.library.models import StoredFile
from networks.live.rights import Rights
from search.engines.choosing import database_engine
from search.engines.database_reading import Sql
from search.rebuilding import rebuild_database
from tests.access.everywhere import original, replace

Patch = pytest.MonkeyPatch


def instead(home: str, make: Callable[[Any], Any]) -> Callable[[Patch], None]:
    """Plant what `make` makes of the original in its place."""
    return lambda patch: replace(patch, home, make(original(home)))


def always(home: str, answer: Any) -> Callable[[Patch], None]:
    """Plant a function that answers the same whatever it is asked."""
    return instead(home, lambda _original: lambda *_args, **_more: answer)


def everybody(viewer: Viewer) -> Viewer:
    """The person with everybody's tokens: the rights of the system."""
    return Viewer(
        frozenset(MarkingToken.objects.values_list("token", flat=True)), viewer.expert, viewer.grants
    )


def with_rights_of_the_system(home: str) -> Callable[[Patch], None]:
    """Plant the same function, asked for everybody."""
    return instead(home, lambda asked: lambda viewer, *args, **more: asked(everybody(viewer), *args, **more))


def once(asked: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    """What was answered to the first who asked is answered to all."""
    kept: dict[object, Any] = {}
    return lambda *args, **more: kept.setdefault(key(*args, **more), asked(*args, **more))


def unlisted(asked: Callable[..., Any]) -> Callable[..., Any]:
    """The rows as they came, sifted by nothing."""
    return lambda queryset, *_args, **_more: queryset


def of_everybody(_asked: Callable[..., Any]) -> Callable[..., Any]:
    """All questions about a record, whoever asks for them."""
    return lambda _viewer, record: AccessRequest.objects.filter(record=record.pk)


def naming_followers(asked: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """The line of state, with the names of those who follow the record."""
    return lambda record: [
        *asked(record),
        *RecordFollowers.people.through.objects.filter(recordfollowers__record=record.pk).values_list(
            "expert__family_name", flat=True
        ),
    ]


def without_tokens(asked: Any) -> Any:
    """Conditions of a search without the one on readers."""
    return lambda engine, question, aside: asked(engine, question, aside)[1:]


def counting_all(asked: Any) -> Any:
    return lambda engine, _matched: asked(engine, Sql("1 = 1"))


def body_in_the_summary(asked: Any) -> Any:
    """The document of a summary holds the words of the body."""
    document = original("search.documents._document")

    def summary(entry: Any) -> Any:
        made = asked(entry)
        whole = document(entry, made.tokens, made.unless, entry.body, made.facets)
        return type(made)(**{**vars(made), "body": whole.body})

    return summary


def indexed(plant: Callable[[Patch], None]) -> Callable[[Patch], None]:
    """Plant, and build the index anew."""

    def planted(patch: Patch) -> None:
        plant(patch)
        rebuild_database(database_engine(), lambda words: None)

    return planted


def at_door(name: str, make: Callable[[Any], Any]) -> Callable[[Patch], None]:
    """Plant another view at an address."""

    def plant(patch: Patch) -> None:
        door = _door(get_resolver().url_patterns, name)
        patch.setattr(door, "callback", make(door.callback))

    return plant


def _door(patterns: Iterable[Any], name: str) -> URLPattern:
    for each in patterns:
        space, _colon, own = name.rpartition(":")
        if isinstance(each, URLPattern) and not space and each.name == own:
            return each
        if not isinstance(each, URLPattern) and space and each.namespace == space:
            return _door(each.url_patterns, own)
    raise LookupError(name)


def etag_first(view: Any) -> Any:
    def serve(request: Any, reference: str, name: str) -> Any:
        file = StoredFile.objects.filter(reference=reference).first()
        if file and f'"{file.sha256}"' == request.headers.get("If-None-Match"):
            return HttpResponse(status=304)
        return view(request, reference=reference, name=name)

    return serve


def refused_aloud(asked: Any) -> Any:
    """403 where the rule says 404."""

    def known(viewer: Viewer, register: Any, reference: str) -> Record:
        try:
            return asked(viewer, register, reference)
        except Http404:
            if Record.objects.filter(reference=reference).exists():
                raise PermissionDenied("Not for you.") from None
            raise

    return known


def zeros_too(asked: Any) -> Any:
    """Every value of a facet, those that count nothing as well."""

    def counts(sifted: Any, facet: Any) -> dict[str, int]:
        index = original("kb.records.facet_index.index")
        return dict.fromkeys(index.values(facet.part, facet.key), 0) | asked(sifted, facet)

    return counts


def old_label_back(asked: Any) -> Any:
    """Publishing gives a record the label it had first."""

    def after_publishing(record: Record, *args: Any) -> None:
        asked(record, *args)
        marking = type(record.marking).objects.get(pk=record.marking_id)
        original("networks.access.actions.mark.mark")(marking, label="TLP:GREEN")

    return after_publishing


def talk_by_the_body(asked: Any) -> Any:
    def readable(viewer: Viewer) -> Any:
        return Topic.objects.filter(
            marking__in=original("networks.access.reading.readable_markings")(viewer, Part.BODY)
        )

    return readable


def stored_for_the_body(asked: Any) -> Any:
    return lambda viewer, marking, part, *args, **more: asked(viewer, marking, Part.BODY, *args, **more)


def tombstone_with_its_title(asked: Any) -> Any:
    return lambda request, record, parts: original("kb.records.views.pages._summary")(request, record)


def drafts_with_titles(patch: Patch) -> None:
    """Lines about reviews carry the title, and nobody asks whether the token reads it."""
    asked = original("kb.records.task_sources._of_review")

    def named(*given: Any) -> Any:
        return dataclasses.replace(asked(*given), reads=(Part.SUMMARY, Part.DRAFT))

    replace(patch, "kb.records.task_sources._of_review", named)
    always("networks.calendar.lines.with_a_title", Everything())(patch)


class Everything:
    """Holds whatever is asked for."""

    def __contains__(self, _thing: object) -> bool:
        return True


def address_kept(patch: Patch) -> None:
    """The secret is read from the address and left in it."""

    def read(request: Any) -> None:
        request.calendar_secret = original("networks.calendar.addresses.secret_in")(request.path_info)

    replace(patch, "networks.calendar.middleware._take_out", read)


def read_on(asked: Any) -> Any:
    """Sockets follow what they followed, whatever became of their rights."""
    return lambda people, topics: dict.fromkeys(people, Rights(frozenset(topics)))


def forever(asked: Any) -> Any:
    """A viewer is kept for a person, and not made for a request."""
    return once(asked, lambda expert: expert and expert.pk)


def drop_nothing(asked: Any) -> Any:
    """Rows of readers come, none goes."""

    def marked(marking: Any, **changes: Any) -> bool:
        before = set(MarkingToken.objects.filter(marking=marking).values_list("part", "token"))
        lost = asked(marking, **changes)
        left = before - set(MarkingToken.objects.filter(marking=marking).values_list("part", "token"))
        MarkingToken.objects.bulk_create(
            MarkingToken(marking=marking, part=part, token=token) for part, token in left
        )
        return bool(lost)

    return marked
