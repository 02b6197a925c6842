"""What a password must be, and the words that say so before one is refused. NIST SP 800-63B: long, not known, not about you."""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.text.characters import bounded_marks

ADVICE = gettext_lazy(
    "At least 12 characters. A few words in a row are easy to remember and hard to guess. "
    "Do not use your name or address, a common password or a sequence such as 123456."
)
# What everybody knows of this place.
OF_THIS_PLACE = ("limes", "customs", "zoll", "douane")
FEWEST_DIFFERENT = 5
FEWEST_OF_ONES_OWN = 5
_REPEATED = re.compile(r"(.{1,6}?)\1+.{0,2}")
_NO_LETTERS = re.compile(r"[\W\d_]+")


def normalised(password: str) -> str:
    """The form in which a password is judged, hashed and checked (NFKC, as NIST SP 800-63B says)."""
    return unicodedata.normalize("NFKC", bounded_marks(password))


class EasyToGuess:
    """Refuses rows, repetitions, and well-known words or the name of this place with trimmings."""

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError when somebody who knows no more than this place would try it early."""
        said = password.lower()
        if len(set(said)) < FEWEST_DIFFERENT or is_row(said) or is_repetition(said) or is_trimmed_word(said):
            raise ValidationError(
                _(
                    "This password is easy to guess: it is a sequence, a repetition or a common word with additions."
                ),
                code="password_easy_to_guess",
            )

    def get_help_text(self) -> str:
        """For forms that list what is asked for."""
        return _("Do not use sequences such as 123456, repetitions, or a common word followed by a number.")


def is_row(said: str) -> bool:
    """Whether most of it climbs or falls by one character at a time, like `abcdefghijkl` or `210987654321`."""
    steps = [ord(after) - ord(before) for before, after in pairwise(said)]
    return max(steps.count(1), steps.count(-1), steps.count(0)) * 4 > len(steps) * 3


def is_repetition(said: str) -> bool:
    """Whether it is one short piece over and over, like `abcd1abcd1abcd1`."""
    return bool(_REPEATED.fullmatch(said))


def is_trimmed_word(said: str) -> bool:
    """Whether little remains without digits, signs and the name of this place, or a well-known password remains."""
    core = _NO_LETTERS.sub("", said)
    if core in _well_known():
        return True
    for word in OF_THIS_PLACE:
        core = core.replace(word, "")
    return len(core) < FEWEST_OF_ONES_OWN and any(word in said for word in OF_THIS_PLACE)


@cache
def _well_known() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
