"""Where somebody is signed in: django-allauth's table of sessions, kept up as pages are opened."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.core import context
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from networks.audit.origin import address_of_request
from networks.people.models import Expert

# A session's row is written this often at most, by each process.
WRITE_EVERY = timedelta(minutes=5)
REMEMBERED_AT_MOST = 10_000
NOWHERE = "::"
BROWSERS = (
    (re.compile(r"\bEdg\w*/"), "Edge"),
    (re.compile(r"\bOPR\w*/"), "Opera"),
    (re.compile(r"\bFirefox\w*/"), "Firefox"),
    (re.compile(r"\bChrome\w*/"), "Chrome"),
    (re.compile(r"\bSafari\w*/"), "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_written: dict[str, datetime] = {}


@dataclass(frozen=True)
class OpenSession:
    """One browser in which a person is signed in. `reference` names it in forms: the key of a session is a secret."""

    reference: str
    since: datetime
    seen: datetime
    address: str
    browser: str
    is_this: bool


def keep_session(expert: Expert) -> None:
    """Let the session of this request go on with the password as it is kept now. Other sessions of the person end."""
    request = context.request
    if request is not None and request.user.pk == expert.pk:
        expert.refresh_from_db(fields=["password"])
        request.session[HASH_SESSION_KEY] = expert.get_session_auth_hash()


def note_session(request: HttpRequest, expert: Expert, now: datetime) -> None:
    """Keep when and from where the session of this request was last used; mostly without a query."""
    key = request.session.session_key
    if not key or (key in _written and now - _written[key] < WRITE_EVERY):
        return
    if len(_written) >= REMEMBERED_AT_MOST:
        _written.clear()
    _written[key] = now
    used = {
        "user": expert,
        "ip": address_of_request(request) or NOWHERE,
        "user_agent": request.headers.get("User-Agent", "")[:200],
        "last_seen_at": now,
    }
    UserSession.objects.update_or_create(session_key=key, defaults=used)


def rows_of(expert: Expert) -> list[UserSession]:
    """Sessions that still let the person in; those that ran out are forgotten. A few queries for each."""
    return list(UserSession.objects.purge_and_list(expert))


def sessions_of(expert: Expert, this_key: str | None) -> list[OpenSession]:
    """All of them for the page: this one first, then the last used."""
    shown = [_shown(each, this_key) for each in rows_of(expert)]
    return sorted(shown, key=lambda each: (not each.is_this, -each.seen.timestamp()))


def reference_of(session: UserSession) -> str:
    """A name for a session that opens nothing."""
    return salted_hmac("networks.people.open_sessions", session.session_key).hexdigest()[:16]


def _shown(session: UserSession, this_key: str | None) -> OpenSession:
    return OpenSession(
        reference=reference_of(session),
        since=session.created_at,
        seen=max(session.last_seen_at, timezone.now())
        if session.session_key == this_key
        else session.last_seen_at,
        address="" if session.ip == NOWHERE else session.ip,
        browser=browser_in_words(session.user_agent),
        is_this=session.session_key == this_key,
    )


def browser_in_words(agent: str) -> str:
    """For example *Firefox on Windows*: as far as the browser tells the truth about itself."""
    browser = next((name for sign, name in BROWSERS if sign.search(agent)), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")
