"""The door of /cms/: asked before any view of Wagtail's, from the person's permissions now. What is not listed is closed."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kb.pages.cms.doors import ELSEWHERE, is_open
from kb.pages.cms.groups import align_cms_groups
from kb.pages.cms.roles import expert_of, roles_of
from kb.pages.cms.times import show_own_times
from networks.access.http import ViewerRequest
from networks.access.reading import not_known

CMS = "cms/"
# Wagtail's admin needs inline code; images of its previews and uploads are blobs. Everything else stays strict.
CMS_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
}


class CmsDoorMiddleware:
    """404 for whoever has nothing to do behind a door of /cms/, the same as for an address that does not exist."""

    def __init__(self, get_response: Callable[[ViewerRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ViewerRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_in_cms", False):
            response._csp_update = CMS_POLICY
        return response

    def process_view(
        self, request: ViewerRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Ask the rule; then run the view, each change in one transaction with its events."""
        match = request.resolver_match
        if match is None or not match.route.startswith(CMS):
            return None
        roles = roles_of(request.viewer)
        if roles and match.view_name in ELSEWHERE:
            return HttpResponseRedirect(reverse(ELSEWHERE[match.view_name]))
        if not is_open(match.view_name, match.kwargs, roles):
            raise not_known()
        request.is_in_cms = True
        return self._let_in(request, view, args, kwargs)

    def _let_in(
        self, request: ViewerRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        expert = expert_of(request.user)
        if expert is not None:
            align_cms_groups(expert)
            show_own_times(expert)
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)
