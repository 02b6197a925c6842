"""A list as an Atom feed: the newest records by their SUMMARY, every title with its label (docs/decisions/0014-feeds.md)."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import QueryDict
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from kb.records import finding, queries
from kb.records.export import exportable
from kb.records.facets import narrowed
from kb.records.models import Record
from kb.records.register import Register
from networks.access.enums import strictest
from networks.access.viewer import Viewer

NEWEST = 50


class SteadyAtom(Atom1Feed):
    """Django's feed, whose empty form does not carry the moment at which it was asked."""

    def latest_post_date(self) -> datetime:
        """The newest date inside, or the beginning of time."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


def feed_of(viewer: Viewer, register: Register, query: QueryDict) -> bytes:
    """The newest of the list as it is narrowed, as far as this viewer knows it. TLP:RED and AMBER+STRICT never leave so."""
    known = exportable(viewer, queries.listed(viewer, register))
    found = finding.narrowing(viewer, register.slug, query)
    ids = narrowed(viewer, register, known, query, found)[:NEWEST]
    records = list(queries.for_rows(Record.objects.filter(pk__in=ids).newest_first()))
    label = strictest(record.marking.label for record in records)
    feed = SteadyAtom(
        title=f"Limes: {register.label_plural}",
        link=_address(register.url),
        description="",
        subtitle=_("%(label)s. Title and summary only.") % {"label": label},
        feed_url=_address(f"{register.url}feed.xml"),
    )
    for record in records:
        _add(feed, record)
    return feed.writeString("utf-8").encode()


def _add(feed: Atom1Feed, record: Record) -> None:
    administration = record.marking.administration
    words = (record.summary, record.pointer_words)
    feed.add_item(
        title=f"{record.marking.label} {record.title}",
        link=_address(record.get_absolute_url()),
        # Readers take it for HTML, so what somebody wrote as plain words has to be told so.
        description=escape(" ".join(each for each in words if each)),
        unique_id=_address(record.get_absolute_url()),
        author_name=administration.name if administration else "Limes",
        updateddate=record.updated_at,
        categories=[record.marking.label],
    )


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
