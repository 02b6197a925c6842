"""Words without what people spell differently: case, diacritics, ł ø đ ħ ß, Greek accents and the final sigma.

Search, the directory, lists of people and the hint at like titles use these, so a word is the same word everywhere.
"""

import re
import unicodedata
from functools import lru_cache

from networks.text.characters import bounded_marks, visible

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
# Long enough for any word of the 24 languages; what is longer is a string of signs and is cut.
LONGEST_WORD = 64
# Letters that Unicode does not take apart.
LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŧ": "t",
        "ŋ": "n",
    }
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """One word without case and diacritics; empty when nothing of it is a letter or a digit."""
    apart = unicodedata.normalize("NFKD", bounded_marks(word).casefold())
    plain = "".join(sign for sign in apart.casefold() if sign.isalnum()).translate(LETTERS)
    return plain[:LONGEST_WORD]


def words_of(text: str) -> list[str]:
    """Words of a text as written, in lower case and composed form; a soft hyphen or a zero-width sign cuts none."""
    return WORD.findall(visible(text).lower())


def folded(text: str) -> list[str]:
    """Folded words of a text in their order."""
    return [word for word in map(fold, words_of(text)) if word]
