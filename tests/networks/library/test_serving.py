"""The one door of files asks the rule before anything else, then speaks HTTP properly."""

import asyncio

import pytest
from django.core.files.base import ContentFile
from django.test import AsyncRequestFactory, Client, RequestFactory
from django.urls import reverse

from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label, Part
from networks.access.viewer import VISITOR, viewer_of
from networks.library.actions.store_file import store_file
from networks.library.models import StoredFile
from networks.library.queries import files_of
from networks.library.serving import response_for
from networks.library.showing import show_files
from networks.library.storage import path_of
from tests.factories import ExpertFactory, NetworkFactory, marking, seat
from tests.networks.library import samples

pytestmark = pytest.mark.django_db

CONTENTS = b"".join(f"line {number} of the modus operandi\n".encode() for number in range(5000))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def network():
    return NetworkFactory()


@pytest.fixture
def owner(network):
    expert = ExpertFactory()
    seat(network, expert)
    return expert


@pytest.fixture
def member(network):
    expert = ExpertFactory()
    seat(network, expert)
    return expert


@pytest.fixture
def outsider():
    return ExpertFactory()


@pytest.fixture
def record_marking(network, owner):
    return marking(Label.AMBER, networks=[network], owner=owner, administration=owner.administration)


def keep(expert, of_marking, contents=CONTENTS, name="notes.txt", part=Part.BODY) -> StoredFile:
    return store_file(viewer_of(expert), of_marking, part, ContentFile(contents), name=name)


@pytest.fixture
def file(owner, record_marking):
    return keep(owner, record_marking)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_reader_gets_the_file_whole(signed_in, member, file) -> None:
    response = signed_in(member).get(file.get_absolute_url())
    assert response.status_code == 200
    assert body(response) == CONTENTS
    assert response["Content-Length"] == str(len(CONTENTS))
    assert response["Content-Type"] == "text/plain"


def test_no_cache_keeps_it_and_no_browser_runs_it(signed_in, member, file) -> None:
    response = signed_in(member).get(file.get_absolute_url())
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Content-Disposition"].startswith("attachment; ")


def test_pictures_and_pdfs_are_shown_and_all_else_is_saved(signed_in, owner, record_marking) -> None:
    for contents, name, way in (
        (samples.png(), "plan.png", "inline"),
        (samples.pdf(), "plan.pdf", "inline"),
        (samples.docx(), "plan.docx", "attachment"),
        (samples.mp4(), "plan.mp4", "attachment"),
    ):
        response = signed_in(owner).get(keep(owner, record_marking, contents, name).get_absolute_url())
        assert response["Content-Disposition"].startswith(way)


HEADERS = [
    {},
    {"Range": "bytes=0-9"},
    {"Range": "bytes=99999999-"},
    {"If-None-Match": "*"},
    {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    {"Accept": "application/json"},
]


@pytest.mark.parametrize("headers", HEADERS, ids=str)
@pytest.mark.parametrize("method", ["get", "head"])
def test_who_may_not_know_gets_the_answer_for_what_does_not_exist(
    signed_in, outsider, file, method, headers
) -> None:
    for browser in (signed_in(outsider), Client()):
        hidden = getattr(browser, method)(file.get_absolute_url(), headers=headers)
        missing = getattr(browser, method)(
            reverse("library:file", args=["0" * 16, file.name]), headers=headers
        )
        assert hidden.status_code == missing.status_code == 404
        assert not {"ETag", "Last-Modified", "Accept-Ranges", "Content-Range", "Content-Disposition"} & set(
            dict(hidden.items())
        )
        assert set(dict(hidden.items())) == set(dict(missing.items()))


def test_a_known_etag_is_no_oracle_for_who_may_not_know(signed_in, outsider, member, file) -> None:
    etag = signed_in(member).head(file.get_absolute_url())["ETag"]
    assert (
        signed_in(outsider).get(file.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 404
    )
    assert Client().get(file.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 404
    known = signed_in(member).get(file.get_absolute_url(), headers={"If-None-Match": f'W/"x", {etag}'})
    assert (known.status_code, known.content) == (304, b"")
    assert "Content-Disposition" not in known


def test_who_lost_the_right_gets_nothing_from_the_next_request_on(signed_in, network, member, file) -> None:
    browser = signed_in(member)
    etag = browser.get(file.get_absolute_url())["ETag"]
    member.memberships.all().delete()
    for headers in ({}, {"If-None-Match": etag}, {"Range": "bytes=0-1", "If-Range": etag}):
        assert browser.get(file.get_absolute_url(), headers=headers).status_code == 404


def test_a_narrower_label_closes_the_file_too(signed_in, member, owner, record_marking, file) -> None:
    mark(record_marking, label=Label.RED)
    assert signed_in(member).get(file.get_absolute_url()).status_code == 404
    assert signed_in(owner).get(file.get_absolute_url()).status_code == 200


def test_a_file_named_only_in_the_draft_is_read_by_the_readers_of_the_draft(
    signed_in, member, owner, record_marking
) -> None:
    file = keep(owner, record_marking, part=Part.DRAFT)
    assert signed_in(owner).get(file.get_absolute_url()).status_code == 200
    assert signed_in(member).get(file.get_absolute_url()).status_code == 404
    show_files(record_marking.pk, {file.reference})
    assert signed_in(member).get(file.get_absolute_url()).status_code == 200
    show_files(record_marking.pk, set())
    assert signed_in(member).get(file.get_absolute_url()).status_code == 404


def test_an_unpublished_record_shows_its_files_to_nobody_else(
    signed_in, member, record_marking, file
) -> None:
    mark(record_marking, exposure=Exposure.HIDDEN)
    assert signed_in(member).get(file.get_absolute_url()).status_code == 404


def test_a_public_file_is_open_to_visitors(owner, network) -> None:
    public = marking(Label.CLEAR, networks=[network], owner=owner)
    assert Client().get(keep(owner, public).get_absolute_url()).status_code == 200


def test_lists_of_files_hold_only_what_the_viewer_may_read(owner, member, record_marking) -> None:
    shown, draft = keep(owner, record_marking), keep(owner, record_marking, part=Part.DRAFT)
    assert list(files_of(viewer_of(owner), record_marking)) == [shown, draft]
    assert list(files_of(viewer_of(member), record_marking)) == [shown]
    assert not files_of(VISITOR, record_marking)


RANGES = [
    ("bytes=0-9", 0, 9),
    ("bytes=10-", 10, len(CONTENTS) - 1),
    ("bytes=-10", len(CONTENTS) - 10, len(CONTENTS) - 1),
    (f"bytes=5-{10**15}", 5, len(CONTENTS) - 1),
    (f"bytes=-{10**15}", 0, len(CONTENTS) - 1),
    ("Bytes = 3 - 3", 3, 3),
]


@pytest.mark.parametrize(("header", "first", "last"), RANGES)
def test_a_piece_can_be_asked_for(signed_in, member, file, header, first, last) -> None:
    response = signed_in(member).get(file.get_absolute_url(), headers={"Range": header})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(CONTENTS)}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == CONTENTS[first : last + 1]


@pytest.mark.parametrize("header", ["bytes=200000000-", "bytes=-0"])
def test_a_piece_behind_the_end_is_refused_with_the_size(signed_in, member, file, header) -> None:
    response = signed_in(member).get(file.get_absolute_url(), headers={"Range": header})
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(CONTENTS)}")


@pytest.mark.parametrize(
    "header", ["bytes=9-1", "bytes=-", "bytes=a-b", "items=0-1", "bytes=0-1,3-4", "bytes=0-" + "9" * 99]
)
def test_a_range_that_makes_no_sense_gets_the_whole_file(signed_in, member, file, header) -> None:
    response = signed_in(member).get(file.get_absolute_url(), headers={"Range": header})
    assert response.status_code == 200
    assert body(response) == CONTENTS


def test_a_piece_is_sent_only_of_the_same_file(signed_in, member, file) -> None:
    browser, url = signed_in(member), file.get_absolute_url()
    head = browser.head(url)
    for condition, status in (
        (head["ETag"], 206),
        (head["Last-Modified"], 206),
        ('"other"', 200),
        ("W/" + head["ETag"], 200),
    ):
        answer = browser.get(url, headers={"Range": "bytes=0-1", "If-Range": condition})
        assert answer.status_code == status
        body(answer)


def test_head_tells_all_but_the_contents(signed_in, member, file) -> None:
    response = signed_in(member).head(file.get_absolute_url(), headers={"Range": "bytes=0-1"})
    assert (response.status_code, body(response)) == (200, b"")
    assert response["Content-Length"] == str(len(CONTENTS))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_else_can_be_done_here_and_the_answer_tells_nothing(
    signed_in, outsider, file, method
) -> None:
    hidden = getattr(signed_in(outsider), method)(file.get_absolute_url())
    missing = getattr(signed_in(outsider), method)("/files/0000000000000000/x.txt")
    assert hidden.status_code == missing.status_code == 405


def test_the_name_in_the_address_decides_nothing(signed_in, member, file) -> None:
    for name in ("evil.html", "a%0d%0aSet-Cookie:%20x=1", "%E2%80%AExcod.exe"):
        response = signed_in(member).get(f"/files/{file.reference}/{name}")
        assert response["Content-Type"] == "text/plain"
        assert (
            response["Content-Disposition"]
            == "attachment; filename=\"notes.txt\"; filename*=UTF-8''notes.txt"
        )
        body(response)


@pytest.mark.parametrize(
    "path", ["/files/{}/../{}", "/files/..%2f..%2flimes.sqlite3/x", "/files/%00/x", "/files/{}/"]
)
def test_forged_addresses_lead_nowhere(signed_in, member, file, path) -> None:
    url = path.format(file.reference, file.storage_name)
    assert signed_in(member).get(url).status_code in (404, 301)


def test_under_asgi_the_file_is_sent_in_pieces_too(file) -> None:
    async def read() -> list[bytes]:
        response = response_for(AsyncRequestFactory().get("/"), file)
        assert response.is_async
        return [chunk async for chunk in response]

    chunks = asyncio.run(read())
    assert b"".join(chunks) == CONTENTS
    assert len(chunks) > 1


def test_a_row_whose_file_is_lost_is_an_error_and_no_empty_file(file) -> None:
    path_of(file.storage_name).unlink()
    with pytest.raises(FileNotFoundError):
        response_for(RequestFactory().get("/"), file)
