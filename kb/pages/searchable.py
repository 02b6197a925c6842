"""What the communication team's pages offer to search."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.models import Page

from kb.pages.models import AreaHubPage, NewsPage, PlainPage
from kb.pages.models.base import MarkedPage
from kb.pages.words import words_of
from networks.access.enums import Part
from networks.access.models import MarkingToken
from networks.events.models import Event
from networks.events.searchable import Entry, Source, register_source

FOUND = (NewsPage, AreaHubPage, PlainPage)
SUBJECT = "wagtailcore.page"
BATCH = 300


def ids_of(events: Sequence[Event]) -> set[int]:
    """Pages these events are about."""
    return {event.subject_id for event in events if event.subject_type == SUBJECT}


def load(ids: Collection[int]) -> list[Entry]:
    """Pages that are out now: three queries for the pages of each kind there are, two for tokens and versions."""
    pages = [page for model in FOUND for page in _live(model, ids)]
    tokens = _tokens([page.marking_id for page in pages])
    versions = _versions([page.pk for page in pages])
    return [
        _entry(page, tokens.get(page.marking_id, frozenset()), versions.get(page.pk, 0)) for page in pages
    ]


def all_ids() -> Iterator[list[int]]:
    """Ids of live pages in ascending order."""
    ids = list(Page.objects.live().filter(depth__gt=2).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def markings_of(ids: Collection[int]) -> Mapping[int, int]:
    """Marking id by page id, of pages that are out: of others nobody is told that something becomes of them."""
    return {
        pk: marking
        for model in FOUND
        for pk, marking in model.objects.live().filter(pk__in=ids).values_list("pk", "marking_id")
    }


def kind_names() -> Mapping[str, str]:
    """One kind for all."""
    return {"page": _("Pages and news")}


def _live(model: type[MarkedPage], ids: Collection[int]) -> list[MarkedPage]:
    pages = model.objects.live().filter(pk__in=ids).select_related("marking")
    return list(pages.select_related("language") if model is NewsPage else pages)


def _tokens(marking_ids: Collection[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    rows = MarkingToken.objects.filter(marking_id__in=marking_ids, part=Part.BODY)
    for marking_id, token in rows.values_list("marking_id", "token"):
        found.setdefault(marking_id, set()).add(token)
    return {marking_id: frozenset(tokens) for marking_id, tokens in found.items()}


def _versions(ids: Collection[int]) -> dict[int, int]:
    events = Event.objects.filter(subject_type=SUBJECT, subject_id__in=ids).order_by()
    return dict(events.values_list("subject_id").annotate(newest=Max("pk")))


def _entry(page: MarkedPage, tokens: frozenset[str], version: int) -> Entry:
    language = getattr(page, "language", None)
    return Entry(
        source=SOURCE.name,
        pk=page.pk,
        version=version,
        kind="page",
        reference=f"page-{page.translation_key.hex[:12]}",
        url=page.url or "",
        language=language.code if language else "en",
        title=page.title,
        summary=getattr(page, "lead", "") or getattr(page, "introduction", ""),
        body=words_of(page.body),
        marking_id=page.marking_id,
        body_tokens=tokens,
        updated_at=page.last_published_at or page.latest_revision_created_at,
        label=page.marking.label,
    )


SOURCE = register_source(
    Source(
        name="pages",
        events=("page.*",),
        ids_of=ids_of,
        load=load,
        all_ids=all_ids,
        markings_of=markings_of,
        kind_names=kind_names,
        body_part=Part.BODY,
        summary_part=None,
    )
)
