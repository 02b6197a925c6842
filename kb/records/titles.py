"""Titles that depend on who reads them: what a register tells of its records in a list."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from kb.records.models import Record
from kb.records.register import Register, RowGroup
from kb.records.registry import register_of
from networks.access.viewer import Viewer
from networks.text.titles import Title, title_of


def entitle(viewer: Viewer, records: Iterable[Record]) -> list[Record]:
    """The records, each with the title this reader is shown: a constant number of queries for each register that has any."""
    listed = list(records)
    by_type: dict[int, list[Record]] = defaultdict(list)
    for each in listed:
        by_type[each.content_type_id].append(each)
    for content_type, found in by_type.items():
        titles = register_of(content_type).titles
        beside = register_of(content_type).row_words
        words = beside(viewer, [each.pk for each in found]) if beside else {}
        for each in found:
            each.row_words = words.get(each.pk, "")
        if titles is not None:
            shown = titles(viewer, [each.pk for each in found])
            for each in found:
                each.shown_title = shown.get(each.pk)
    return listed


def titles_of(viewer: Viewer, ids: Collection[int]) -> dict[int, Title]:
    """Titles for results of a search, whose summaries this reader may read."""
    records = (
        Record.objects.filter(pk__in=ids)
        .select_related("language")
        .only("title", "title_en", "content_type", "language")
    )
    return {each.pk: title_of(each) for each in entitle(viewer, records)}


def row_groups(viewer: Viewer, register: Register, records: list[Record]) -> list[RowGroup]:
    """Rows of a page of the list as they hang together; one group without a title where the register does not say."""
    if register.groups_of_rows is None or not records:
        return [RowGroup(None, "", records)] if records else []
    return register.groups_of_rows(viewer, records)
