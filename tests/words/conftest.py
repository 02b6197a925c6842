"""The pseudo-language in place of English."""

from collections.abc import Iterator

import pytest
from django.utils.translation import trans_real

from tests.words.pseudo import PseudoLanguage


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While it lasts, every translated text is marked."""
    marked = PseudoLanguage()
    monkeypatch.setitem(trans_real._translations, "en", marked)
    monkeypatch.setattr(trans_real, "_default", marked)
    active = getattr(trans_real._active, "value", None)
    yield
    if active is not None:
        trans_real._active.value = active
