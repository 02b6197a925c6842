"""A list as an Atom feed: the newest records by their SUMMARY, every title with its label (docs/decisions/0014-feeds.md)."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kb.records import finding, queries
from kb.records.export import exportable
from kb.records.facets import chips, chosen, narrowed
from kb.records.models import Record
from kb.records.register import Register
from networks.access.enums import strictest
from networks.access.viewer import Viewer
from networks.text.titles import english_title, summary_of
from networks.text.xml import SafeXMLGenerator

NEWEST = 50


class SteadyAtom(Atom1Feed):
    """Django's feed, which no text can break, and whose empty form does not carry the moment at which it was asked."""

    def latest_post_date(self) -> datetime:
        """The newest date inside, or the beginning of time."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)

    def write(self, outfile: Any, encoding: str) -> None:
        """As Django writes it, through a writer that is safe."""
        handler = SafeXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of the title, which everything inside inherits."""
        return {"xml:lang": item["written_in"]} if item["written_in"] else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """As Django adds them, and the summary with a language of its own, which need not be that of the title."""
        super().add_item_elements(handler, {**item, "description": None})
        # Readers take it for HTML, so what somebody wrote as plain words has to be told so.
        attributes = {"type": "html"} | ({"xml:lang": item["summary_in"]} if item["summary_in"] else {})
        handler.addQuickElement("summary", escape(item["description"]), attributes)


def feed_of(viewer: Viewer, register: Register, query: QueryDict) -> bytes:
    """The newest of the list as it is filtered, as far as this viewer knows it. TLP:RED and AMBER+STRICT never leave so."""
    known = exportable(viewer, queries.listed(viewer, register))
    found = finding.narrowing(viewer, register.slug, query)
    ids = narrowed(viewer, register, known, query, found)[:NEWEST]
    records = list(queries.for_rows(Record.objects.filter(pk__in=ids).newest_first()))
    label = strictest(record.marking.label for record in records)
    feed = SteadyAtom(
        title=_title(viewer, register, query),
        description="",
        subtitle=_("%(label)s. Title and summary only.") % {"label": label},
        language=get_language(),
        **_addresses(viewer, register, query),
    )
    for record in records:
        _add(feed, record)
    return feed.writeString("utf-8").encode()


def _title(viewer: Viewer, register: Register, query: QueryDict) -> str:
    """What is inside, so that two feeds of one register can be told apart."""
    words = [f"Limes: {register.label_plural}", *(chip.label for chip in chips(register, query))]
    if viewer.expert:
        words.append(_("for %(person)s") % {"person": viewer.expert.full_name})
    return ", ".join(words)


def _addresses(viewer: Viewer, register: Register, query: QueryDict) -> dict[str, Any]:
    """The list, this very feed, and its id: one of its own for each choice of filters and for each person."""
    pairs = [(key, value) for key, values in chosen(register, query).items() for value in sorted(set(values))]
    if words := finding.words_in(query):
        pairs.append(("q", words))
    filters = urlencode(sorted(pairs))
    # A token stands in no address; `own` makes a reader send it.
    asked = "&".join(filter(None, ("own" if viewer.expert else "", filters)))
    link = _address(register.url) + (f"?{filters}" if filters else "")
    feed_url = _address(f"{register.url}feed.xml") + (f"?{asked}" if asked else "")
    whose = f"#{viewer.expert.handle}" if viewer.expert else ""
    return {"link": link, "feed_url": feed_url, "feed_guid": f"{feed_url}{whose}" if asked else link}


def _add(feed: Atom1Feed, record: Record) -> None:
    administration = record.marking.administration
    title, summary = english_title(record), summary_of(record)
    words = " ".join(each for each in (summary, record.pointer_words) if each)
    feed.add_item(
        title=f"{record.marking.label} {title}",
        link=_address(record.get_absolute_url()),
        description=words,
        unique_id=_address(record.get_absolute_url()),
        author_name=administration.name if administration else "Limes",
        updateddate=record.updated_at,
        categories=[record.marking.label],
        written_in=title.language,
        summary_in=summary.language,
    )


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
