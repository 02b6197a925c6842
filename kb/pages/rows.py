"""Records as rows on pages, from their summaries alone."""

from typing import Any

from django.utils.translation import gettext as _

from kb.records.models import Record
from kb.records.registry import register_of
from networks.text.sorting import in_order
from networks.text.titles import summary_of, title_of


def row_of(record: Record) -> dict[str, Any]:
    """What components/record_row.html takes, from the summary alone; the record comes from `for_rows`."""
    return {
        "label": record.marking.label,
        "title": title_of(record),
        "summary": summary_of(record),
        "url": record.get_absolute_url(),
        "kind": register_of(record.content_type_id).label,
        "country": ", ".join(str(country) for country in in_order(record.countries.all())),
        "grade": record.grade,
        "pointer": record.pointer_words,
        "date": record.updated_at,
        "date_label": _("updated"),
    }
