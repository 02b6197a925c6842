"""The text above a register's list. The communication team may write another; kb.pages hands its finder in."""

from collections.abc import Callable

from kb.records.register import Register

_finders: list[Callable[[str], str]] = []


def use_introductions(find: Callable[[str], str]) -> None:
    """A function from register slug to the text written in the CMS, empty where there is none."""
    _finders[:] = [find]


def introduction_for(register: Register) -> str:
    """What was written in the CMS, or the declaration's own sentence."""
    written = _finders[0](register.slug) if _finders else ""
    return written or str(register.introduction)
