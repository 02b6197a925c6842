"""How the parts of an Office Open XML document point at each other and outside (ECMA-376 part 2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from networks.library.xml_parts import attributes, local_name, read_xml


@dataclass(frozen=True)
class Relation:
    """One relationship: the last word of its type in lower case, and where it leads."""

    kind: str
    target: str


def relations_in(part: bytes) -> Iterator[Relation]:
    """The relationships of a relations part."""
    for element in read_xml(part).iter():
        if local_name(element.tag) == "relationship":
            found = attributes(element)
            kind = found.get("type", "").strip().rstrip("/").rpartition("/")[2].lower()
            yield Relation(kind, found.get("target", ""))


def is_remote(target: str) -> bool:
    """Whether a target lies on the web or on another computer of the network; drives and folders do not.

    `C:\\T\\a.dotm`, `file:///C:/T/a.dotm` and `a.dotm` are local; `https://…`, `\\\\server\\share` and
    `file://server/share` are not.
    """
    path = unquote(target).strip().replace("\\", "/")
    scheme, colon, rest = path.partition(":")
    if colon and _is_scheme(scheme):
        if scheme.lower() != "file":
            return True
        path = rest
    return path.startswith("//") and _names_a_server(path[2:])


def _is_scheme(word: str) -> bool:
    """A single letter is a drive; what holds a slash is a path."""
    return len(word) > 1 and "/" not in word


def _names_a_server(path: str) -> bool:
    """Whether a path behind `//` begins with the name of a computer. A third slash means this one, two more another."""
    if path.startswith("/"):
        return path.startswith("//")
    host = path.partition("/")[0].lower()
    is_drive = len(host) == 2 and host[1] in ":|"
    return not (is_drive or host in ("", "localhost", "127.0.0.1"))
