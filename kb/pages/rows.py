"""Records as rows on pages, from their summaries alone."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kb.records.models import Record
from kb.records.registry import register_of
from networks.text.sorting import in_order


def row_of(record: Record) -> dict[str, Any]:
    """What components/record_row.html takes, from the summary alone; the record comes from `for_rows`."""
    english = bool(record.title_en) and get_language() == "en"
    return {
        "label": record.marking.label,
        "title": record.title_en if english else record.title,
        "summary": record.summary_en or record.summary if english else record.summary,
        "language": "" if english or record.language is None else record.language.code,
        "url": record.get_absolute_url(),
        "kind": register_of(record.content_type_id).label,
        "country": ", ".join(str(country) for country in in_order(record.countries.all())),
        "grade": record.grade,
        "pointer": record.pointer_words,
        "date": record.updated_at,
        "date_label": _("edited"),
    }
