"""Words as the indexes know them: folded (networks.text.folding), and stems by language.

Both engines, the vocabulary of corrections and the highlights use these, so a word is the same word everywhere.
"""

import threading
from functools import lru_cache

import Stemmer

from networks.text.folding import fold, words_of
from search.codes import codes_of, marked_code

ALGORITHMS = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian",
    "lt": "lithuanian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip

# What was stemmed is kept below, not in each stemmer; a stemmer keeps the word it works on in itself.
_stemmers = {language: Stemmer.Stemmer(name, 0) for language, name in ALGORITHMS.items()}
_one_at_a_time = threading.Lock()


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
    """Folded words of a text, then stems and tariff codes: last, so that a phrase never runs through one."""
    plain = [word for word in words_of(text) if fold(word)]
    stems = [stem(word, language) for word in dict.fromkeys(plain)]
    marked = [marked_code(code) for code in codes_of(text)]
    return [fold(word) for word in plain] + [each for each in dict.fromkeys(stems) if each] + marked
