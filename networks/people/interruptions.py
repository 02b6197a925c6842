"""What a form gets as an answer when the session has ended, and the page it comes back to."""

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from networks.people.form_filling import fill, left_over, matching_form
from networks.people.interrupted_forms import drop, keep, move, page_of, waiting, writer_of

# Doors that need no session, and the CMS, which keeps its own texts.
LEFT_ALONE = ("account_logout", "account_login")
CMS = "/cms/"


class InterruptedFormMiddleware:
    """A form of a signed-in person that meets no session leads to the sign-in page; its text is shown again afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return shown_again(request, response) if _shows_pages(request, response) else response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Before the view: nothing of the form is carried out."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False) or request.user.is_authenticated:
            return None
        match = request.resolver_match
        if request.path.startswith(CMS) or (match is not None and match.view_name in LEFT_ALONE):
            return None
        return answer_without_session(request)


def answer_without_session(request: HttpRequest) -> HttpResponse | None:
    """Leads to the sign-in page and from there back. A script is told. None where nobody signed in wrote the form."""
    writer = writer_of(request)
    if not writer:
        return None
    if not request.accepts("text/html"):
        reason = _("Your session has ended. What you wrote is kept in this window: sign in again to save it.")
        return JsonResponse({"reason": reason, "signed_out": True}, status=401)
    if keep(request, writer):
        messages.warning(
            request,
            _("Your session has ended, so nothing was sent. Sign in again to continue with what you wrote."),
        )
    else:
        messages.error(
            request,
            _("Your session has ended, so nothing was sent. Go back to copy your text before you sign in."),
        )
    return redirect(f"{reverse('account_login')}?{urlencode({'next': page_of(request)})}")


def answer_to_old_token(request: HttpRequest) -> HttpResponse | None:
    """A form from before the last sign-in: nothing was done, its page comes back with the text. None for any other."""
    writer = writer_of(request)
    if not writer or request.path.startswith(CMS):
        return None
    if not request.user.is_authenticated:
        return answer_without_session(request)
    if request.user.handle != writer:  # type: ignore[union-attr]
        return None
    if not request.accepts("text/html"):
        reason = _("You signed in again meanwhile. Save this page to continue; what you wrote is kept.")
        return JsonResponse({"reason": reason, "signed_out": True}, status=401)
    return redirect(page_of(request)) if keep(request, writer) else None


def shown_again(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page with the text in its form; other pages say where a text waits."""
    here = [each for each in waiting(request) if each.path == request.path]
    for each in here:
        if response.status_code == 405:
            response = redirect(_above(request.path))
        if 300 <= response.status_code < 400:
            move(request, each, response.headers["Location"])
    if 300 <= response.status_code < 400:
        return response
    page = BeautifulSoup(response.content.decode(response.charset), "html.parser")
    for each in here:
        form = matching_form(page, request.path, each.action, each.fields)
        if form is not None:
            fill(page, form, each.fields)
        _say(request, page, form=each, has_place=form is not None, rest=left_over(form, each.fields))
        drop(request, each)
    for each in waiting(request):
        _say(request, page, elsewhere=each)
    response.content = page.encode(response.charset, formatter="minimal")
    return response


def _shows_pages(request: HttpRequest, response: HttpResponse) -> bool:
    """Only where a text waits: no other answer is touched, and no session is read for it."""
    if request.method != "GET" or response.streaming or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    if response.status_code >= 500:
        return False
    is_page = "html" in response.get("Content-Type", "") or response.status_code == 405
    return is_page and request.session.accessed and bool(waiting(request))


def _above(path: str) -> str:
    """An action's address stands below the page whose form it takes: after a refusal that page was shown there."""
    return f"{path.rstrip('/').rpartition('/')[0]}/"


def _say(request: HttpRequest, page: BeautifulSoup, **what: Any) -> None:
    place = page.find(attrs={"data-messages": True})
    if place is not None:
        said = render_to_string("people/interrupted.html", what, request)
        place.append(BeautifulSoup(said, "html.parser"))
