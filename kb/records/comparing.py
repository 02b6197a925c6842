"""What differs between two versions of a text, shown as it reads: paragraphs, lists, names, each come or gone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from django.db.models import Field
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kb.records.models import Record
from kb.records.pointer_fields import POINTER_FIELDS
from kb.records.register import Register
from networks.prose import render

# Comparing costs the product of both lengths: beyond this, what stands between the same beginning and end is new as a whole.
MOST_PAIRS = 60_000
Step = tuple[str, int, int, int, int]
ITEM = re.compile(r"\s{0,3}(?:[-*+]|\d{1,9}[.)])\s")
FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
WORDS = re.compile(r"\s+|\S+")
PLAIN_PARAGRAPH = re.compile(r"<p>([^<]*)</p>\s*")


@dataclass(frozen=True)
class Block:
    """A piece of a value: the words by which it is compared, and how it reads (safe HTML)."""

    words: str
    html: SafeString


@dataclass(frozen=True)
class Piece:
    """A block that is the `same`, that `came` or `went`, or `changed` within; or `skipped`: nothing changed here."""

    kind: str
    html: SafeString


@dataclass(frozen=True)
class Difference:
    """One field that differs, as safe HTML with <ins> and <del>."""

    title: str
    html: SafeString


def differences(old: Record, new: Record) -> list[Difference]:
    """The fields that differ, in the order of the form and with its labels."""
    register = old.register
    found = []
    for name in _names(register):
        before, after = _blocks(old, register, name), _blocks(new, register, name)
        if [each.words for each in before] != [each.words for each in after]:
            inline = name not in register.prose and name not in register.children
            pieces = _pieces(before, after, keeps=inline)
            if name in register.children:
                pieces = [each for each in pieces if each.kind not in ("same", "skipped")]
            html = render_to_string("records/changed_value.html", {"pieces": pieces, "inline": inline})
            found.append(Difference(label_of(old, register, name), html))
    return found


def unchanged(old: Record, new: Record) -> list[str]:
    """Labels of the fields that are filled in and the same in both."""
    register = old.register
    return [
        label_of(old, register, name)
        for name in _names(register)
        if _words(old, register, name) and _words(old, register, name) == _words(new, register, name)
    ]


def label_of(record: Record, register: Register, name: str) -> str:
    """What the form calls a field or the rows of a relation."""
    if name in register.children:
        return str(capfirst(str(getattr(record, name).model._meta.verbose_name_plural)))
    if name == "body" and register.body_label:
        return str(register.body_label)
    field: Any = record._meta.get_field(name)
    return str(capfirst(str(field.verbose_name)))


def _names(register: Register) -> list[str]:
    return [*(name for group in register.groups for name in group.fields), *POINTER_FIELDS]


def _words(record: Record, register: Register, name: str) -> list[str]:
    return [each.words for each in _blocks(record, register, name)]


def _blocks(record: Record, register: Register, name: str) -> list[Block]:
    value = getattr(record, name)
    if name in register.children:
        return [_row(each) for each in value.all()]
    if name in register.prose:
        return [Block(each, render(each)) for each in split_prose(value or "")]
    field: Any = record._meta.get_field(name)
    if field.many_to_many:
        return [_named(str(each)) for each in value.all()]
    return [_named(words) for words in [_in_words(record, field, value)] if words]


def _row(row: Any) -> Block:
    text = getattr(row, "text", "") or ""
    return Block(f"{row}\n{text}", format_html("<p>{}</p>{}", str(row), render(text)))


def _named(words: str) -> Block:
    return Block(words, escape(words))


def _in_words(record: Record, field: Field, value: Any) -> str:
    if value in (None, ""):
        return ""
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return _("Yes") if value else ""
    return str(value)


def split_prose(text: str) -> list[str]:
    """Markdown in pieces that can be read alone: paragraphs, headings, items of lists, whole blocks of code. Linear."""
    blocks: list[list[str]] = []
    begins, fenced = True, False
    for line in text.splitlines():
        fence = bool(FENCE.match(line))
        if not fenced and not line.strip():
            begins = True
            continue
        if not fenced and (begins or fence or ITEM.match(line)):
            blocks.append([])
        blocks[-1].append(line)
        fenced = fenced != fence
        begins = fence and not fenced
    return ["\n".join(lines) for lines in blocks]


def _pieces(old: Sequence[Block], new: Sequence[Block], *, keeps: bool) -> list[Piece]:
    """`keeps`: what is the same is shown as well, as in a list of names; otherwise one block beside each change."""
    pieces: list[Piece] = []
    for kind, start, end, first, last in _steps([each.words for each in old], [each.words for each in new]):
        if kind == "equal":
            same = [Piece("same", each.html) for each in old[start:end]]
            pieces += same if keeps or len(same) < 3 else [same[0], Piece("skipped", escape("")), same[-1]]
        elif end - start == last - first == 1:
            pieces += _changed(old[start], new[first])
        else:
            pieces += [Piece("went", each.html) for each in old[start:end]]
            pieces += [Piece("came", each.html) for each in new[first:last]]
    return pieces


def _changed(old: Block, new: Block) -> list[Piece]:
    """Two plain paragraphs are compared word by word; everything else is shown gone and come."""
    before, after = PLAIN_PARAGRAPH.fullmatch(old.html), PLAIN_PARAGRAPH.fullmatch(new.html)
    if not (before and after):
        return [Piece("went", old.html), Piece("came", new.html)]
    gone, come = WORDS.findall(before[1]), WORDS.findall(after[1])
    parts: list[SafeString] = []
    for kind, start, end, first, last in _bridged(_steps(gone, come), gone):
        # The renderer has escaped the words, and each is escaped again where it is put in.
        went, came = unescape("".join(gone[start:end])), unescape("".join(come[first:last]))
        if kind == "equal":
            parts.append(escape(went))
            continue
        parts += [format_html("<del>{}</del>", went)] if went else []
        parts += [format_html("<ins>{}</ins>", came)] if came else []
    return [
        Piece("changed", format_html("<p>{}</p>", format_html_join("", "{}", ([each] for each in parts))))
    ]


def _bridged(steps: list[Step], words: Sequence[str]) -> list[Step]:
    """The same steps where changes with nothing but a space between them are one: so a phrase is read whole."""
    bridged: list[Step] = []
    for place, (kind, start, end, first, last) in enumerate(steps):
        between = 0 < place < len(steps) - 1 and not "".join(words[start:end]).strip()
        if bridged and bridged[-1][0] == "replace" and (kind != "equal" or between):
            bridged[-1] = ("replace", bridged[-1][1], end, bridged[-1][3], last)
        else:
            bridged.append((kind if kind == "equal" else "replace", start, end, first, last))
    return bridged


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """As difflib's opcodes, after the same beginning and end were put aside; bounded by MOST_PAIRS."""
    most = min(len(old), len(new))
    head = next((place for place in range(most) if old[place] != new[place]), most)
    tail = next((place for place in range(most - head) if old[-1 - place] != new[-1 - place]), most - head)
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) * len(middle_new) > MOST_PAIRS:
        steps = [("replace", 0, len(middle_old), 0, len(middle_new))]
    else:
        steps = list(SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes())
    shifted = [(kind, a + head, b + head, c + head, d + head) for kind, a, b, c, d in steps]
    begin = [("equal", 0, head, 0, head)] if head else []
    ends = [("equal", len(old) - tail, len(old), len(new) - tail, len(new))] if tail else []
    return [*begin, *shifted, *ends]
