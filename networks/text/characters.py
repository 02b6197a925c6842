"""Characters that would deceive a reader or break a document, taken out or made visible before anything is kept.

Source: Unicode Standard Annex 9 (explicit directional formatting), CVE-2021-42574 ("Trojan Source"), Unicode 15.0
DerivedCoreProperties.txt (Default_Ignorable_Code_Point), XML 1.0 section 2.2 (Char), and Unicode Standard Annex 15
(Stream-Safe Text Format: no more than 30 combining marks in a row).
"""

import re
import unicodedata

# Embeddings, overrides and isolates reorder the text around them: `gpj.exe` may read as `exe.jpg`.
DIRECTION_CHANGERS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

MOST_MARKS = 30

_PLANES = range(0, 0x110000, 0x10000)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(each + 0xFFFE)}{chr(each + 0xFFFF)}" for each in _PLANES)
# Line ends of other systems, NEL, and the line and paragraph separators.
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_DIRECTION = re.compile(f"[{DIRECTION_CHANGERS}]")
# Control characters (the Markdown parser keeps its own marks among them), lone surrogates, byte order marks,
# non-characters and the invisible tag letters that can hide a second text inside the first.
_REMOVED = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff{_NONCHARACTERS}\U000e0000-\U000e007f]"
)
# What a renderer ignores by default: soft hyphens, zero-width signs, fillers, variation selectors.
_IGNORED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_IGNORED}]+")
# White space as well, the empty Braille pattern, the Khitan filler and the null notehead.
_SHOWS_NOTHING = re.compile(f"[\\s\x00-\x1f\x7f-\x9f\u2800\U00016fe4\U0001d159{_IGNORED}]*")


# Long rows of characters that are neither letters, digits, space nor ASCII: all that can hold too many marks in a row.
_ROW_OF_SIGNS = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")


def show_direction_changers(text: str) -> str:
    """The text with every direction-changing character written out, e.g. `[U+202E]`."""
    return _DIRECTION.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def composed(text: str) -> str:
    """The text in composed form (NFC). Of a row of combining marks the first 30 are kept: sorting more takes quadratic time."""
    return unicodedata.normalize("NFC", bounded_marks(text))


def visible(text: str) -> str:
    """The text in composed form without what shows nothing: in words to compare a soft hyphen is no sign at all."""
    return composed(text if text.isascii() else _INVISIBLE.sub("", text))


def bounded_marks(text: str) -> str:
    """The text with at most 30 combining marks in a row. Call it before any normalisation of what people send."""
    return text if text.isascii() else _ROW_OF_SIGNS.sub(lambda match: _first_marks(match.group()), text)


def _first_marks(signs: str) -> str:
    kept, marks = [], 0
    for sign in signs:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def tidy(text: str) -> str:
    """The text in composed form (NFC) with one kind of line end, without control characters, direction changers shown."""
    return show_direction_changers(composed(_REMOVED.sub("", _LINE_ENDS.sub("\n", text))))


def shows_nothing(text: str) -> bool:
    """Whether a reader would see an empty place: white space, zero-width signs and fillers only."""
    return _SHOWS_NOTHING.fullmatch(text) is not None


def typed(text: str) -> str:
    """What a person typed as it is kept: tidy, without space around it, and empty when it shows nothing."""
    kept = tidy(text).strip()
    return "" if shows_nothing(kept) else kept


def typed_line(text: str) -> str:
    """The same in one line."""
    return " ".join(typed(text).split())
