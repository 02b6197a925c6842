"""Leaks planted one by one into the product, each of a shape that such platforms really had, and the check that meets it."""

from collections.abc import Callable
from dataclasses import dataclass

from networks.discussions.models import Topic
from networks.library.models import StoredFile
from networks.people.models import Expert
from tests.access import calendars, checks, losses
from tests.access.answers import Leak
from tests.access.planted_records import COMMON
from tests.access.planting import (
    Patch,
    address_kept,
    always,
    at_door,
    body_in_the_summary,
    counting_all,
    drafts_with_titles,
    drop_nothing,
    etag_first,
    forever,
    indexed,
    instead,
    old_label_back,
    once,
    read_on,
    refused_aloud,
    stored_for_the_body,
    talk_by_the_body,
    tombstone_with_its_title,
    unlisted,
    with_rights_of_the_system,
    without_tokens,
    zeros_too,
)
from tests.access.small_stage import SmallStage
from tests.access.sockets import leaks_on_sockets

Check = Callable[[SmallStage], list[Leak]]


@dataclass(frozen=True)
class PlantedBug:
    """A leak by name, how it is planted, and the smallest check that has to meet it."""

    name: str
    plant: Callable[[Patch], None]
    check: Check


def of_file(small: SmallStage) -> tuple[str, str]:
    address = small.things["OutAmber"].addresses[0]
    return address, address.replace(address.split("/")[2], "ZZZZZZZZ")


def same_file(small: SmallStage) -> list[Leak]:
    """The digest of a file tells nobody that it stands here."""
    file = StoredFile.objects.get(marking=small.record("OutAmber").marking_id)
    return checks.answers_apart(
        small, "stranger", [of_file(small)], ("get",), **{"If-None-Match": f'"{file.sha256}"'}
    )


def same_draft(small: SmallStage) -> list[Leak]:
    return checks.answers_apart(
        small,
        "stranger",
        [(f"/kb/practices/{small.record('DraftAmber').reference}/draft/", "/kb/practices/ZZZZZ/draft/")],
    )


def on_page_of_news(small: SmallStage) -> list[Leak]:
    return checks.pages(small, "visitor", "/news/news-clear/")


def all_guards_off(patch: Patch) -> None:
    """Two stand there: what a program's token opens, and what leaves in bulk."""
    patch.setattr("networks.access.by_token.reduced", lambda viewer: viewer)
    patch.setattr("kb.records.feed.exportable", lambda _viewer, records: records)


def closed_days(patch: Patch) -> None:
    """Two stand there as well: what gathers the tasks, and the calendar."""
    patch.setattr("networks.tasks.queries.CLOSED_LABELS", ())
    patch.setattr("networks.calendar.lines.CLOSED_LABELS", ())


SEARCH = "search.engines.database.DatabaseEngine"
LIST, EXPORT, API = "/kb/practices/", "/kb/practices/export.csv", "/api/v1/practices/"
FEED = "/kb/practices/feed.xml"

BUGS = (
    PlantedBug(
        "search without the filter of tokens puts slips right into secret words",
        instead(f"{SEARCH}._conditions", without_tokens),
        lambda small: checks.words_found(small, "visitor", "OutAmber"),
    ),
    PlantedBug(
        "the page of results with the rights of the system",
        with_rights_of_the_system("search.finding.find"),
        lambda small: checks.pages(small, "visitor", f"/search/?q={COMMON}"),
    ),
    PlantedBug(
        "counts from an index nobody filtered",
        instead(f"{SEARCH}._counted", counting_all),
        lambda small: checks.counts(small, "visitor"),
    ),
    PlantedBug(
        "readers of the summary match words of the body",
        indexed(instead("search.documents._summary", body_in_the_summary)),
        lambda small: checks.words_found(small, "stranger", "WiderAmberGreen"),
    ),
    PlantedBug(
        "suggestions nobody filtered",
        with_rights_of_the_system("search.finding.suggest"),
        lambda small: checks.pages(small, "visitor", f"/search/suggest/?q={COMMON}"),
    ),
    PlantedBug(
        "a facet names values that count nothing",
        instead("kb.records.facets._Sifted.counts", zeros_too),
        lambda small: checks.counts(small, "visitor"),
    ),
    PlantedBug(
        "a draft is shown without a check",
        always("kb.records.access.check_draft", None),
        lambda small: checks.at(small, "member", "RedraftAmber", "draft/"),
    ),
    PlantedBug(
        "the digest of a file is answered before the rule",
        at_door("library:file", etag_first),
        same_file,
    ),
    PlantedBug(
        "a file is served without a check",
        lambda patch: patch.setattr("networks.library.queries.visible_few", unlisted(None)),
        lambda small: checks.pages(small, "visitor", of_file(small)[0]),
    ),
    PlantedBug(
        "a picture is served without a check",
        lambda patch: patch.setattr("kb.pages.views.visible_few", unlisted(None)),
        lambda small: checks.pictures(small, "visitor", "Amber"),
    ),
    PlantedBug(
        "what may not be known is refused instead of missing",
        instead("kb.records.queries.known_record", refused_aloud),
        same_draft,
    ),
    PlantedBug(
        "a mail leaves for somebody who is a member no more",
        lambda patch: patch.setattr(
            "networks.notices.composing.addressed", lambda *_args: Expert.objects.all()
        ),
        losses.mail_to_an_ex_member,
    ),
    PlantedBug(
        "a mail names what is closed",
        instead("networks.notices.composing.sayable", lambda _asked: lambda subject: subject),
        lambda small: checks.told_by_mail(small, "OutRed"),
    ),
    PlantedBug(
        "notices name what was lost",
        instead("networks.access.reading.visible_few", unlisted),
        losses.notice_after_the_loss,
    ),
    PlantedBug(
        "a socket follows on after its right has ended",
        instead("networks.live.rights.still_read", read_on),
        losses.posts_after_the_loss,
    ),
    PlantedBug(
        "the loss of a right is not announced",
        always("networks.access.epoch.raise_epoch", None),
        losses.posts_after_the_loss,
    ),
    PlantedBug(
        "a socket follows what its page would not show",
        lambda patch: patch.setattr(
            "networks.live.rights.readable_topics", lambda _viewer: Topic.objects.all()
        ),
        lambda small: leaks_on_sockets(small, "stranger", ["OutAmber"]),
    ),
    PlantedBug(
        "an export with the rights of the system",
        instead(
            "kb.records.queries.readable_bodies",
            lambda _asked: lambda _viewer, records: {each.pk for each in records},
        ),
        lambda small: checks.pages(small, "stranger", EXPORT),
    ),
    PlantedBug(
        "the interface lists what nobody sifted",
        with_rights_of_the_system("kb.records.queries.listed"),
        lambda small: checks.pages(small, "visitor", API),
    ),
    PlantedBug(
        "a feed lists what nobody sifted",
        with_rights_of_the_system("kb.records.queries.listed"),
        lambda small: checks.pages(small, "visitor", FEED),
    ),
    PlantedBug(
        "what is for few leaves by a feed",
        all_guards_off,
        lambda small: checks.closed_in_feed(small, "owner"),
    ),
    PlantedBug(
        "what one reader was shown is kept for the next",
        instead(
            "kb.records.queries.listed",
            lambda asked: once(asked, lambda _viewer, register: register.slug),
        ),
        lambda small: checks.after(small, "member", "visitor", LIST),
    ),
    PlantedBug(
        "a viewer is kept from one request to the next",
        instead("networks.access.viewer.viewer_of", forever),
        losses.seat_between_requests,
    ),
    PlantedBug(
        "publishing an old version brings its readers back",
        instead("kb.records.models.publishing.PublishingMixin._after_publishing", old_label_back),
        losses.old_version_published,
    ),
    PlantedBug(
        "who loses a label keeps its rows",
        instead("networks.access.actions.mark.mark", drop_nothing),
        losses.narrowed_between_requests,
    ),
    PlantedBug(
        "a discussion is read by who reads the text",
        instead("networks.discussions.access.readable_topics", talk_by_the_body),
        lambda small: leaks_on_sockets(small, "stranger", ["OutGreen"]),
    ),
    PlantedBug(
        "a tombstone carries its title",
        instead("kb.records.views.pages._tombstone", tombstone_with_its_title),
        lambda small: checks.at(small, "member", "GoneAmber"),
    ),
    PlantedBug(
        "a file of a draft is kept for readers of the text",
        instead("networks.library.actions.store_file.store_file", stored_for_the_body),
        checks.file_in_a_draft,
    ),
    PlantedBug(
        "a card on a page is shown to everybody",
        lambda patch: patch.setattr("kb.pages.cards.visible", unlisted(None)),
        on_page_of_news,
    ),
    PlantedBug(
        "a link names what is hidden",
        instead(
            "kb.records.queries.readable_among",
            lambda _asked: lambda _viewer, records, *_parts: {each.pk for each in records},
        ),
        lambda small: checks.at(small, "visitor", "OutClear"),
    ),
    PlantedBug(
        "a guest counts as an expert",
        lambda patch: patch.setattr(Expert, "is_guest", False),
        lambda small: checks.at(small, "other_guest", "OutGreen"),
    ),
    PlantedBug(
        "a suspended account counts on",
        instead(
            "networks.people.models.expert.Expert.is_active_on", lambda _asked: lambda _expert, _day: True
        ),
        lambda small: checks.at(small, "suspended", "OutGreen"),
    ),
    PlantedBug(
        "what somebody keeps to themselves is shown",
        always("networks.people.access.shows", True),
        lambda small: checks.pages(small, "stranger", f"/people/{small.stage.people['member'].handle}/"),
    ),
    PlantedBug(
        "a calendar names the titles of drafts",
        drafts_with_titles,
        lambda small: calendars.in_calendar(small, "own_ncp"),
    ),
    PlantedBug(
        "a calendar names what is for few",
        closed_days,
        lambda small: calendars.in_calendar(small, "owner"),
    ),
    PlantedBug(
        "a calendar reads with everything its owner may read",
        lambda patch: patch.setattr("networks.access.by_token.reduced", lambda viewer: viewer),
        calendars.of_a_question,
    ),
    PlantedBug(
        "the calendar of a revoked token is answered",
        instead(
            "networks.people.models.token.PersonalTokenQuerySet.valid", lambda _asked: lambda rows: rows.all()
        ),
        calendars.of_a_revoked_token,
    ),
    PlantedBug("the address of a calendar is written into the log", address_kept, calendars.in_the_log),
)
