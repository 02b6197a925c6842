"""My notices."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from networks.access.acting import check_signed_in
from networks.access.http import ViewerRequest
from networks.events.registry import subject_of
from networks.notices.queries import notices_of, page_of_notices


@require_safe
def notices(request: ViewerRequest) -> HttpResponse:
    """What happened that concerns me, newest first."""
    check_signed_in(request.viewer)
    page, shown = page_of_notices(request.viewer, request.GET.get("page", "1"))
    return render(request, "notices/list.html", {"page": page, "shown": shown})


@require_safe
def open_notice(request: ViewerRequest, reference: str) -> HttpResponse:
    """Open what a notice is about; it counts as read from now on."""
    check_signed_in(request.viewer)
    notice = get_object_or_404(notices_of(request.viewer).select_related("event"), reference=reference)
    notices_of(request.viewer).filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    subject = subject_of(notice.event)
    return redirect(subject.url if subject else "notices:list")


@require_POST
def read_all(request: ViewerRequest) -> HttpResponse:
    """Nothing is new any more."""
    check_signed_in(request.viewer)
    notices_of(request.viewer).filter(read_at=None).update(read_at=timezone.now())
    return redirect("notices:list")
