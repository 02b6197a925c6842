"""The view that serves stored files."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from networks.access.http import ViewerRequest
from networks.audit.enums import DOWNLOAD
from networks.audit.reading import note_reading
from networks.library.queries import file_for
from networks.library.serving import response_for


@require_safe
def serve(request: ViewerRequest, reference: str, name: str) -> HttpResponseBase:
    """The file, for whoever may read it. The name in the address is for the reader's eyes and not looked at."""
    file = file_for(request.viewer, reference)
    note_reading(request.viewer, file, DOWNLOAD)
    return response_for(request, file)
