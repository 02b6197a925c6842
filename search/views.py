"""The two doors of search."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from networks.access.http import ViewerRequest
from networks.people.attempts import limited
from networks.text.titles import english_title
from search.asking import asked_in
from search.facets import kind_names
from search.finding import find, suggest
from search.query import LONGEST_QUESTION
from search.showing import page_of


@require_safe
@limited("search")
def results(request: ViewerRequest) -> HttpResponse:
    """The page of results; without a question, an invitation."""
    asked = asked_in(request.GET)
    return render(request, "search/results.html", page_of(asked, find(request.viewer, asked)))


@require_safe
@limited("suggest")
def suggestions(request: ViewerRequest) -> JsonResponse:
    """Titles that begin as typed: `{"items": [{"title", "language", "url", "kind"}]}`."""
    hits = suggest(request.viewer, request.GET.get("q", "")[:LONGEST_QUESTION])
    names = kind_names()
    items = [
        {
            "title": title,
            "language": title.language or hit.language,
            "url": hit.url,
            "kind": names.get(hit.kind, hit.kind),
        }
        for hit, title in ((hit, english_title(hit.title)) for hit in hits)
    ]
    return JsonResponse({"items": items})
