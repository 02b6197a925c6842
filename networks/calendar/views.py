"""The calendar of whoever the token in its address belongs to."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from networks.access.by_token import TokenOwner, owner_by_token
from networks.access.http import unless_known
from networks.access.reading import not_known
from networks.access.sessions import expert_of
from networks.calendar.ics import file_of
from networks.calendar.lines import lines_of
from networks.calendar.middleware import secret_of
from networks.people.attempts import too_often
from networks.people.enums import TokenScope
from networks.people.refused_tokens import one_too_many
from networks.people.time_zones import times_of

KIND = "text/calendar; charset=utf-8"


@require_safe
@sensitive_variables()
def personal(request: HttpRequest, shown: str) -> HttpResponse:
    """One 404 for every token that opens nothing, 429 after too many; a session counts for nothing here."""
    owner = owner_by_token(secret_of(request), TokenScope.CALENDAR)
    if owner is None:
        return _refusal(request)
    response = HttpResponse(_calendar(owner), content_type=KIND)
    response["Content-Disposition"] = 'inline; filename="limes.ics"'
    return unless_known(request, response)


def _calendar(owner: TokenOwner) -> bytes:
    """In the language and the time zone of its owner: programs name none."""
    expert = expert_of(owner.reader)
    with translation.override(expert.language), times_of(expert):
        return file_of(lines_of(owner))


def _refusal(request: HttpRequest) -> HttpResponse:
    if one_too_many(request):
        return too_often(request)
    raise not_known()
