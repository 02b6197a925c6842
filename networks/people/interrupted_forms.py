"""Forms that were sent after the session had ended: what was typed waits for the person who typed it, and for nobody else.

Nothing of such a form is carried out. Its text waits in the session of this browser while the person signs in, for an hour
at most; then its page is shown again with the text in it. Whoever else signs in here ends the waiting.
"""

import re
import time
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from networks.people.models import Expert

# The hidden field that says who is writing, and the header in which scripts say it.
FIELD = "written_by"
HEADER = "X-Written-By"
KEPT_SECONDS = 60 * 60
MOST_CHARACTERS = 1_500_000
MOST_FORMS = 5
_IN_SESSION = "interrupted_forms"
_SIGNER = signing.Signer(salt="networks.people.written_by")
_NOT_TYPED = {"csrfmiddlewaretoken", FIELD}
_SECRET = re.compile(r"passw|credential|secret", re.IGNORECASE)


@dataclass(frozen=True)
class InterruptedForm:
    """What somebody sent without a session. `page`: where the form stood; `action`: the path it was sent to."""

    handle: str
    page: str
    action: str
    fields: dict[str, list[str]]
    had_files: bool
    until: float

    @property
    def path(self) -> str:
        """The page without its query."""
        return urlsplit(self.page).path

    def data(self) -> QueryDict:
        """The fields as a form takes them."""
        sent = QueryDict(mutable=True)
        for name, values in self.fields.items():
            sent.setlist(name, values)
        return sent


def writing_in(request: HttpRequest) -> str:
    """The value of the hidden field for whoever is signed in; empty for a visitor. Signed once per request."""
    if not hasattr(request, "_written_by"):
        user = getattr(request, "user", None)
        known = isinstance(user, Expert) or (user is not None and user.is_authenticated)
        request._written_by = _SIGNER.sign(user.handle) if known else ""  # type: ignore[attr-defined, union-attr]
    return str(request._written_by)  # type: ignore[attr-defined]


def writer_of(request: HttpRequest) -> str:
    """The handle of whoever wrote what is sent here; empty where the page was no signed-in person's."""
    try:
        return _SIGNER.unsign(request.headers.get(HEADER) or request.POST.get(FIELD, ""))
    except signing.BadSignature:
        return ""


def keep(request: HttpRequest, handle: str) -> bool:
    """Let the form wait in the session of this browser. False when it is too long for that."""
    fields = {name: request.POST.getlist(name) for name in request.POST if _is_typed(name)}
    if sum(len(value) for values in fields.values() for value in values) > MOST_CHARACTERS:
        return False
    kept = InterruptedForm(
        handle=handle,
        page=page_of(request),
        action=request.path,
        fields=fields,
        had_files=any(sent.size for sent in request.FILES.values()),
        until=time.time() + KEPT_SECONDS,
    )
    others = [each for each in _all(request) if each.handle == handle and each.action != kept.action]
    _store(request, [*others, kept][-MOST_FORMS:])
    return True


def page_of(request: HttpRequest) -> str:
    """The page the form stood on, as far as the browser says; else the address it was sent to."""
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure()):
        return request.get_full_path()
    parts = urlsplit(came)
    page = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return page if url_has_allowed_host_and_scheme(page, None) else request.get_full_path()


def waiting(request: HttpRequest) -> list[InterruptedForm]:
    """What waits in this browser for whoever is signed in."""
    user = request.user
    return [each for each in _all(request) if isinstance(user, Expert) and each.handle == user.handle]


def sent_before(request: HttpRequest) -> QueryDict | None:
    """For a page that fills its form itself: the fields that were sent to this address without a session."""
    if request.method != "GET":
        return None
    for each in waiting(request):
        if each.action == request.path:
            return each.data()
    return None


def move(request: HttpRequest, form: InterruptedForm, page: str) -> None:
    """It will be shown on another page."""
    _store(request, [replace(each, page=page) if each == form else each for each in _all(request)])


def drop(request: HttpRequest, shown: InterruptedForm) -> None:
    """It has been shown."""
    _store(request, [each for each in _all(request) if each != shown])


@receiver(user_logged_in)
def keep_for_nobody_else(request: HttpRequest | None, user: Expert, **_more: Any) -> None:
    """Somebody signs in: what others typed in this browser is gone."""
    if request is None or not hasattr(request, "session") or _IN_SESSION not in request.session:
        return
    _store(request, [each for each in _all(request) if each.handle == user.handle])


def _is_typed(name: str) -> bool:
    return name not in _NOT_TYPED and not _SECRET.search(name)


def _all(request: HttpRequest) -> list[InterruptedForm]:
    rows = request.session.get(_IN_SESSION, [])
    return [InterruptedForm(**row) for row in rows if row["until"] > time.time()]


def _store(request: HttpRequest, forms: list[InterruptedForm]) -> None:
    if forms:
        request.session[_IN_SESSION] = [asdict(each) for each in forms]
    else:
        request.session.pop(_IN_SESSION, None)
