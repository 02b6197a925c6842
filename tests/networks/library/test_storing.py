"""No row without a file, no file without a row."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404

from networks.access.enums import Label, Part
from networks.access.viewer import VISITOR, viewer_of
from networks.library.actions.discard_file import discard_file
from networks.library.actions.store_file import store_file
from networks.library.actions.sweep_files import sweep_files
from networks.library.enums import FileRefused
from networks.library.models import StoredFile
from networks.library.storage import path_of
from tests.factories import ExpertFactory, NetworkFactory, marking, seat
from tests.networks.library import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(settings, tmp_path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def owner():
    expert = ExpertFactory()
    seat(NetworkFactory(), expert)
    return expert


@pytest.fixture
def of_owner(owner):
    return marking(Label.AMBER, networks=[owner.memberships.get().network], owner=owner)


def keep(expert, of_marking, contents=b"some text", name="notes.txt") -> StoredFile:
    return store_file(viewer_of(expert), of_marking, Part.BODY, ContentFile(contents), name=name)


def on_disk(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_kept_file_is_described_by_what_it_is(owner, of_owner, root) -> None:
    file = keep(owner, of_owner, samples.png(), "../Plan\u202e.exe")
    contents = path_of(file.storage_name).read_bytes()
    assert (file.name, file.kind, file.media_type, file.uploaded_by) == (
        "Plan.png",
        "png",
        "image/png",
        owner,
    )
    assert (file.size, file.sha256) == (len(contents), hashlib.sha256(contents).hexdigest())
    assert samples.SECRET.encode() not in contents
    assert on_disk(root) == [path_of(file.storage_name)]


def test_the_place_has_no_part_of_the_name_or_the_reference(owner, of_owner) -> None:
    file = keep(owner, of_owner, name="notes.txt")
    assert "notes" not in file.storage_name
    assert file.reference.lower() not in file.storage_name
    assert os.stat(path_of(file.storage_name)).st_mode & 0o077 == 0


def test_a_refused_file_leaves_nothing_behind(owner, of_owner, root) -> None:
    for contents, name in (
        (b"MZ" + b"\x00" * 99, "a.pdf"),
        (samples.scripted_pdf(), "b.pdf"),
        (b"", "c.txt"),
    ):
        with pytest.raises(FileRefused):
            keep(owner, of_owner, contents, name)
    assert on_disk(root) == []
    assert not StoredFile.objects.exists()


def test_a_row_that_cannot_be_written_leaves_no_file(owner, of_owner, root, monkeypatch) -> None:
    first = keep(owner, of_owner)
    monkeypatch.setattr(StoredFile._meta.get_field("reference"), "_get_default", lambda: first.reference)
    with pytest.raises(Exception, match=r"(?i)unique"):
        keep(owner, of_owner)
    assert on_disk(root) == [path_of(first.storage_name)]


def test_who_may_not_read_there_may_not_store_there(of_owner, root) -> None:
    for viewer in (VISITOR, viewer_of(ExpertFactory())):
        with pytest.raises(Http404):
            store_file(viewer, of_owner, Part.BODY, ContentFile(b"x"), name="x.txt")
    assert not root.exists()


def test_a_discarded_file_goes_from_the_disk_when_that_is_certain(
    owner, of_owner, root, django_capture_on_commit_callbacks
) -> None:
    file = keep(owner, of_owner)
    with django_capture_on_commit_callbacks(execute=True):
        discard_file(file)
        assert len(on_disk(root)) == 1
    assert on_disk(root) == []


@pytest.mark.django_db(transaction=True)
def test_what_a_rolled_back_transaction_left_is_swept_and_nothing_else(owner, of_owner, root) -> None:
    kept = keep(owner, of_owner)
    with transaction.atomic():
        lost = keep(owner, of_owner)
        transaction.set_rollback(True)
    assert len(on_disk(root)) == 2
    assert sweep_files() == 0
    a_week_ago = time.time() - 7 * 86_400
    for path in on_disk(root):
        os.utime(path, (a_week_ago, a_week_ago))
    assert sweep_files() == 1
    assert on_disk(root) == [path_of(kept.storage_name)]
    assert not path_of(lost.storage_name).exists()
