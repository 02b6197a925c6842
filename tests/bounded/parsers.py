"""Every function of the product that reads text or bytes which people send, and how a test calls it.

A function joins by itself when it stands in one of the rooms below, or in a module that imports a library for reading,
and takes text or bytes first. One that needs more than that is called as `CALLS` says. `OURS` names those that get
only what the product itself wrote, and `COVERED` those that read through another one of the list.
"""

import ast
import importlib
import io
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kb.records.way_back import carrying
from networks.addresses.numbers import whole_number
from networks.library.archives import Budget, check_contents, opened, read_small
from networks.library.enums import FileKind
from networks.library.inspection import inspect
from networks.library.metadata import office, pdf_process, write_without_metadata
from networks.library.metadata.images import check_image
from networks.library.names import content_disposition, safe_name
from networks.library.office import is_open_xml, office_kind
from networks.library.ranges import piece_of
from networks.prose.cleaning import clean
from networks.prose.words import shorten, words_of
from search.correcting import distance
from search.words import indexed, stem
from tests.bounded.patterns import files, tree_of

READING_ROOMS = ("networks.prose.", "networks.text.", "networks.library.", "search.")
READING_LIBRARIES = frozenset(
    [
        *(
            "re",
            "markdown",
            "html",
            "lxml",
            "json",
            "csv",
            "email",
            "icalendar",
            "ipaddress",
            "urllib",
            "idna",
        ),
        *(
            "unicodedata",
            "codecs",
            "struct",
            "zlib",
            "zipfile",
            "pikepdf",
            "PIL",
            "olefile",
            "puremagic",
            "difflib",
        ),
    ]
)
TEXT = frozenset(["str", "str | None"])
BYTES = frozenset(["bytes", "bytearray"])
STREAMS = frozenset(["BinaryIO", "IO[bytes]", "zipfile.ZipFile"])

Call = Callable[[bytes], object]


@dataclass(frozen=True)
class Parser:
    """A function that reads what people send, and how to call it with bytes (UTF-8 where it takes text)."""

    name: str
    call: Call


def _text(function: Callable[[str], object]) -> Call:
    return lambda sent: function(sent.decode("utf-8", "replace"))


def _archive(function: Callable[[zipfile.ZipFile], object]) -> Call:
    return lambda sent: function(zipfile.ZipFile(io.BytesIO(sent)))


def _opened(sent: bytes) -> None:
    with opened(io.BytesIO(sent)):
        pass


def _taken(sent: bytes) -> None:
    inspect(io.BytesIO(sent), "notes.md")


CALLS: Mapping[str, Call] = {
    "kb.records.way_back.carrying": _text(lambda text: carrying("/kb/practices/", text)),
    "networks.addresses.numbers.whole_number": _text(
        lambda text: whole_number(text, least=0, most=9, default=1)
    ),
    "networks.audit.origin.address_of": lambda sent: importlib.import_module(
        "networks.audit.origin"
    ).address_of("127.0.0.1", sent.decode("utf-8", "replace")),
    "networks.library.archives.opened": _opened,
    "networks.library.archives.read_small": _archive(
        lambda archive: read_small(archive, "[Content_Types].xml")
    ),
    "networks.library.archives.check_contents": _archive(
        lambda archive: check_contents(archive, Budget(), office_kind)
    ),
    "networks.library.inspection.inspect": _taken,
    "networks.library.metadata.write_without_metadata": lambda sent: write_without_metadata(
        io.BytesIO(sent), FileKind.TXT, io.BytesIO()
    ),
    "networks.library.metadata.images.check_image": lambda sent: [
        check_image(sent, kind) for kind in (FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP)
    ],
    "networks.library.metadata.office.strip": lambda sent: office.strip(io.BytesIO(sent), io.BytesIO()),
    "networks.library.names.safe_name": _text(lambda text: safe_name(text, FileKind.PDF)),
    "networks.library.names.content_disposition": _text(lambda text: content_disposition(text, inline=False)),
    "networks.library.office.is_open_xml": _archive(is_open_xml),
    "networks.library.office.office_kind": _archive(office_kind),
    "networks.library.ranges.piece_of": _text(lambda text: piece_of(text, 100)),
    "networks.prose.words.shorten": _text(lambda text: shorten(text, 200)),
    "networks.prose.words.words_of": _text(lambda text: words_of(clean(text))),
    "search.correcting.distance": _text(lambda text: distance(text, text[::-1], 2)),
    "search.words.indexed": _text(lambda text: indexed(text, "en")),
    "search.words.stem": _text(lambda text: stem(text, "en")),
}
COVERED: Mapping[str, str] = {
    **dict.fromkeys(
        [
            *(
                f"networks.prose.rendering.{name}"
                for name in ("plain", "excerpt", "pointers", "mentions", "references")
            ),
            *(f"networks.prose.templatetags.prose.{name}" for name in ("markdown", "plain", "excerpt")),
        ],
        "networks.prose.rendering.render",
    ),
    "networks.library.metadata.images.strip_image": "networks.library.metadata.jpeg.strip and its neighbours",
    "networks.library.metadata.fault.part": "networks.library.metadata.png.strip",
}
# Each with the place of what it gets.
OURS: Mapping[str, str] = {
    "kb.pages.setup.prose_blocks": "texts of the repository",
    "networks.audit.canonical.link_hash": "hashes and rows of the audit",
    "networks.audit.recording.note": "names of actions",
    "networks.audit.recording.note_asked": "names of actions",
    "networks.audit.recording.note_each": "names of actions",
    "networks.audit.origin.remember": "an address that address_of has read",
    "networks.audit.origin.coming_from": "an address that address_of has read",
    "networks.library.metadata.pdf.strip": "a process of its own, ended after its time",
    "networks.library.storage.path_of": "names we made",
    "networks.library.storage.finish": "a file that is hashed",
    "networks.library.storage.remove": "names we made",
    "networks.live.frames.frame": "frames we send",
    "search.engines.database_reading.chosen": "values of facets",
    "search.engines.elasticsearch.client_of": "settings",
    "search.engines.elasticsearch.own_alias": "settings",
    "search.engines.elasticsearch_mapping.codes_field": "names of fields",
    "search.engines.elasticsearch_mapping.id_of": "rows of ours",
    "search.engines.elasticsearch_mapping.thing_of": "rows of ours",
}


def found() -> Iterator[tuple[str, str, int]]:
    """Every function that reads: its name, the type of what it reads, how many arguments it needs."""
    for name, path in files():
        tree = tree_of(path)
        if name.startswith(READING_ROOMS) or _libraries(tree) & READING_LIBRARIES:
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.args:
                    kind = ast.unparse(node.args.args[0].annotation or ast.Constant(None))
                    if kind in TEXT | BYTES | STREAMS:
                        needed = (
                            len(node.args.args) - len(node.args.defaults) + node.args.kw_defaults.count(None)
                        )
                        yield f"{name}.{node.name}", kind, needed


def _libraries(tree: ast.Module) -> set[str]:
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names]
    return {
        name.partition(".")[0]
        for name in [*names, *(node.module or "" for node in imports if isinstance(node, ast.ImportFrom))]
    }


def parsers() -> list[Parser]:
    """All that are tried."""
    return [
        Parser(name, CALLS.get(name) or _called(name, kind))
        for name, kind, needed in found()
        if name not in OURS and name not in COVERED and (name in CALLS or needed == 1)
    ]


def without_a_call() -> list[str]:
    """Functions of which nobody has said how to call them."""
    return [
        name
        for name, _kind, needed in found()
        if needed > 1 and not any(name in known for known in (CALLS, COVERED, OURS))
    ]


def unknown_names() -> list[str]:
    """Names in the lists above that are no longer functions of the product."""
    names = {name for name, _kind, _needed in found()}
    return [name for known in (CALLS, COVERED, OURS) for name in known if name not in names]


def _called(name: str, kind: str) -> Call:
    module, _dot, function_name = name.rpartition(".")
    function = getattr(importlib.import_module(module), function_name)
    if kind in TEXT:
        return _text(function)
    if kind == "zipfile.ZipFile":
        return _archive(function)
    if kind in STREAMS:
        return lambda sent: function(io.BytesIO(sent))
    return lambda sent: function(bytearray(sent) if kind == "bytearray" else sent)


def run(parser: Parser, sent: bytes) -> None:
    """Read it to the end. What is refused is as good as what is taken."""
    try:
        result = parser.call(sent)
        if isinstance(result, Iterator):
            deque(result, maxlen=0)
    except Exception as fault:
        if isinstance(fault, MemoryError | RecursionError):
            raise


def clean_pdf(sent: bytes, folder) -> None:
    """The work of the process that reads PDFs, in this one."""
    (folder / "dirty.pdf").write_bytes(sent)
    pdf_process.clean(folder / "dirty.pdf", folder / "clean.pdf")
