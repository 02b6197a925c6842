"""Characters that would deceive a reader or the parser, taken out or made visible before all else.

Source: Unicode Standard Annex 9 (explicit directional formatting) and CVE-2021-42574 ("Trojan Source").
"""

import re

# Embeddings, overrides and isolates reorder the text around them: `gpj.exe` may read as `exe.jpg`.
DIRECTION_CHANGERS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_DIRECTION = re.compile(f"[{DIRECTION_CHANGERS}]")
# Control characters (the parser keeps its own marks among them), lone surrogates, byte order marks,
# non-characters and the invisible tag letters that can hide a second text inside the first.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)


def show_direction_changers(text: str) -> str:
    """The text with every direction-changing character written out, e.g. `[U+202E]`."""
    return _DIRECTION.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def tidy(text: str) -> str:
    """The text with one kind of line end, nothing invisible in it, and direction changers shown."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return show_direction_changers(_INVISIBLE.sub("", lines))
