"""Words as the indexes know them: folded (case, diacritics, ł ø đ ħ ß and Greek accents), and stems by language.

Both engines, the vocabulary of corrections and the highlights use these, so a word is the same word everywhere.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
# Long enough for any word of the 24 languages; what is longer is a string of signs and is cut.
LONGEST_WORD = 64
# Letters that Unicode does not take apart.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}
)
ALGORITHMS = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian",
    "lt": "lithuanian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip

# What was stemmed is kept below, not in each stemmer; a stemmer keeps the word it works on in itself.
_stemmers = {language: Stemmer.Stemmer(name, 0) for language, name in ALGORITHMS.items()}
_one_at_a_time = threading.Lock()


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """One word without case and diacritics; empty when nothing of it is a letter or a digit."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(sign for sign in apart if sign.isalnum()).translate(LETTERS)
    return plain[:LONGEST_WORD]


def words_of(text: str) -> list[str]:
    """Words of a text as written, in lower case and composed form."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def folded(text: str) -> list[str]:
    """Folded words of a text in their order."""
    return [word for word in map(fold, words_of(text)) if word]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The folded stem of a lower-case word, marked with its language (`pl_skaner`); empty where there is no stemmer."""
    stemmer = _stemmers.get(language)
    if stemmer is None or word.isdigit():
        return ""
    with _one_at_a_time:
        found = stemmer.stemWord(word)
    return f"{language}_{fold(found)}"


@lru_cache(maxsize=5_000)
def stems_in_all_languages(word: str) -> tuple[str, ...]:
    """What a word of a question may be the stem of, in every language there is a stemmer for."""
    return tuple(sorted({stem(word, language) for language in _stemmers} - {""}))


def indexed(text: str, language: str) -> list[str]:
    """Folded words of a text followed by their stems. Stems come last, so that a phrase never runs through one."""
    plain = [word for word in words_of(text) if fold(word)]
    stems = [stem(word, language) for word in dict.fromkeys(plain)]
    return [fold(word) for word in plain] + [each for each in dict.fromkeys(stems) if each]
