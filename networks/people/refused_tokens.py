"""Tokens that open nothing: noted and counted, whichever door was tried."""

from django.http import HttpRequest

from networks.audit.enums import Outcome
from networks.audit.recording import note
from networks.people.attempts import is_over_limit


def one_too_many(request: HttpRequest) -> bool:
    """Note and count a token that opens nothing. Whether there were too many of them from there."""
    too_many = is_over_limit(request, "token")
    note("token.refused", None, outcome=Outcome.REFUSED)
    return too_many
