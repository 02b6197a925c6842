"""The board's page: figures of what was released."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.records.figures import figures_for
from networks.access.http import ViewerRequest


@require_safe
def figures(request: ViewerRequest) -> HttpResponse:
    """Networks, seats, published records. No title, no name of a person, nothing closed."""
    return render(request, "records/figures.html", figures_for(request.viewer))
