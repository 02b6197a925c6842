"""Asking before something is done: a page that says what will happen and works without scripts."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from networks.people.interrupted_forms import FIELD

# What the page's button sends. Whoever sends it with the first form has been asked elsewhere.
CONFIRMED = "confirmed"
_OF_THE_PAGE = {"csrfmiddlewaretoken", FIELD, CONFIRMED}


@dataclass(frozen=True)
class Confirmation:
    """The question, what will happen in plain sentences, the verb of the button, and the way back."""

    title: str
    label: str
    cancel_url: str
    sentences: list[str] = field(default_factory=list)


def ask_first(request: HttpRequest, question: Confirmation) -> HttpResponse | None:
    """The page that asks, carrying what was sent; None once the person has confirmed."""
    if request.POST.get(CONFIRMED) == "yes":
        return None
    sent = [
        (name, value) for name, values in request.POST.lists() if name not in _OF_THE_PAGE for value in values
    ]
    return render(request, "confirm.html", {"asked": question, "fields": sent})
