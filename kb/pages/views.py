"""The doors of the communication team's pages and images, and the map of public pages."""

import mimetypes
from pathlib import PurePath
from typing import cast

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe
from wagtail import views as wagtail_views
from wagtail.models import Page, Site

from kb.pages.models import PageImage, PageImageRendition
from kb.pages.queries import public_pages
from kb.pages.serving import is_page_for
from networks.access.enums import Part
from networks.access.http import ViewerRequest
from networks.access.reading import not_known, visible_few
from networks.access.viewer import Viewer
from networks.audit.reading import note_reading
from networks.text.xml import xml_safe

FOLDER = "images"


def page(request: ViewerRequest, path: str) -> HttpResponse:
    """A page for whoever may read it. The rule before Wagtail looks for it: one query whether there is a page or not."""
    if not is_page_for(request.viewer, Site.find_for_request(request), path):
        raise not_known()
    if request.viewer.opened:
        # By break-glass every reading is noted, before anything is shown. Others read pages without a note: none is closed.
        found = Page.route_for_request(request, path)
        if found is not None:
            note_reading(request.viewer, found.page.specific)
    return cast(HttpResponse, wagtail_views.serve(request, path))


@require_safe
def image_file(request: ViewerRequest, name: str) -> HttpResponseBase:
    """An image or one of its sizes, for whoever may see the image; the rule before anything else."""
    stored = f"{FOLDER}/{name}"
    _check_seen(request.viewer, stored)
    etag = f'"{PurePath(name).stem}"'
    response = _unchanged(request, etag) or _contents(stored)
    response["ETag"] = etag
    # Kept by the reader's own browser, which asks again each time: a right that ended ends here too.
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _check_seen(viewer: Viewer, stored: str) -> None:
    """404 unless it is an image the viewer may see, or a size of one: the same two queries whether there is one or not."""
    images = visible_few(PageImage.objects.filter(file=stored), viewer, Part.BODY)
    sizes = visible_few(PageImageRendition.objects.filter(file=stored), viewer, Part.BODY, "image__marking")
    if not images.exists() and not sizes.exists():
        raise not_known()


def _unchanged(request: ViewerRequest, etag: str) -> HttpResponseBase | None:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return HttpResponse(status=304) if etag in {tag.removeprefix("W/") for tag in known} else None


def _contents(stored: str) -> HttpResponseBase:
    media_type = mimetypes.guess_type(stored)[0] or "application/octet-stream"
    try:
        return FileResponse(default_storage.open(stored), content_type=media_type)
    except FileNotFoundError:
        raise not_known() from None


@require_safe
def sitemap(request: ViewerRequest) -> HttpResponse:
    """Pages that everybody may read, whoever asks."""
    pages = [(page.get_full_url(request), page.last_published_at) for page in public_pages()]
    written = render_to_string("pages/sitemap.xml", {"pages": pages}, request)
    return HttpResponse(xml_safe(written), content_type="application/xml")
