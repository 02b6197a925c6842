"""The page /design/: every component in all its states, with sample words. Development only.

The sample words are the hard cases: the longest German and Greek words that turn up in customs work, nothing at
all, and far too much. They are not translated: they are content, not interface.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from networks.access.http import ViewerRequest
from networks.access.reading import not_known

GERMAN = "Zollabfertigungsbeschleunigungsmaßnahmenkoordinierungsstelle"
GREEK = "Ηλεκτροεγκεφαλογραφήματος αντισυνταγματικότητα"
BULGARIAN = "Взаимодействие между митническите администрации по външната граница"
LONG = (
    f"{GERMAN}: how eleven administrations keep mobile scanners running between the terminals of a land border "
    "without a second team, and what it costs when the spare parts do not arrive"
)
SUMMARY = (
    "Two officers share one X-ray van between four lanes. A slot board at the lane heads, read from the cab, cut waiting "
    "from 74 to 31 minutes in the first quarter, with the same number of images read per shift. What failed first, and "
    "what we would do differently, stands in the third part."
)
COLOURS = ["paper", "surface", "sunken", "line", "edge", "ink", "ink-soft", "ink-faint"]
COLOURS += ["accent", "error", "overdue", "good"]
AT = datetime(2026, 3, 12, 12, 4, tzinfo=UTC)
PROSE: SafeString = mark_safe(
    "<p>The lane head shows the next free slot. Drivers read it <strong>from the cab</strong>; nobody walks.</p>"
    "<ul><li>One board for each lane, no cable.</li><li>The shift leader may close a slot.</li></ul>"
    "<blockquote><p>It works only while the board is trusted.</p></blockquote>"
)


class SampleForm(forms.Form):
    """One field of each kind that the guided forms use."""

    title = forms.CharField(label="Title", help_text="What a colleague would search for.")
    text = forms.CharField(label="What was done", widget=forms.Textarea, required=False)
    country = forms.ChoiceField(
        label="Country", choices=[("PL", "Poland"), ("FI", "Finland"), ("EL", "Greece")]
    )
    label = forms.ChoiceField(
        label="Who can read it",
        choices=[
            ("TLP:GREEN", "All experts"),
            ("TLP:AMBER", "Members of the networks you choose"),
            ("TLP:RED", GERMAN),
        ],
        widget=forms.RadioSelect,
    )
    networks = forms.MultipleChoiceField(
        label="Networks",
        help_text="At least one.",
        choices=[("risk", "Risk management"), ("training", "Training"), ("border", BULGARIAN)],
        widget=forms.CheckboxSelectMultiple,
    )
    tried = forms.BooleanField(
        label="It was tried in service", help_text="Not only on paper.", required=False
    )


@dataclass(frozen=True)
class Post:
    """A contribution as components/post.html takes it."""

    seq: int
    author: str
    html: SafeString = PROSE
    at: datetime = AT
    author_url: str = "#person"
    edited: bool = False
    removed: bool = False
    reply_to: object = None
    edit_url: str = ""
    remove_url: str = ""
    reply_url: str = "#composer"


def posts() -> list[Post]:
    """A discussion with an answer, a change, a removal and a very long name."""
    first = Post(41, "Anna Nowak", edited=True, edit_url="#edit", remove_url="#remove")
    answer = Post(42, f"{GREEK} {GERMAN}", reply_to={"seq": 41, "author": "Anna Nowak"})
    return [
        first,
        answer,
        Post(43, "", removed=True),
        Post(44, "Mika Virtanen", html=mark_safe("<p>Thank you.</p>")),
    ]


def facets() -> dict[str, list[dict[str, object]]]:
    """A plain facet, one with everything in it, and one with nothing."""
    few = [("Poland", 18, True), ("Finland", 9, False), (GERMAN, 2, False), (BULGARIAN, 1, False)]
    return {
        "few": [{"label": label, "count": count, "url": "#f", "active": on} for label, count, on in few],
        "many": [
            {"label": f"Topic {number}", "count": number * 7, "url": "#f", "active": False}
            for number in range(1, 25)
        ],
        "none": [],
    }


def table() -> dict[str, object]:
    """Columns and rows as components/table_stack.html takes them."""
    names = ["Administration", "Lanes", "Minutes", "Remark"]
    values = [("Poland", 12, 31, ""), (GERMAN, 4, 74, LONG), ("Ελλάδα", 2, 48, GREEK)]
    columns = [{"label": name, "number": name in {"Lanes", "Minutes"}} for name in names]
    rows = [{"cells": [_cell(names, place, value) for place, value in enumerate(row)]} for row in values]
    return {"columns": columns, "rows": rows}


def _cell(names: list[str], place: int, value: object) -> dict[str, object]:
    return {
        "label": names[place],
        "value": value,
        "number": place in {1, 2},
        "head": place == 0,
        "url": "#c" if place == 0 else "",
    }


def seats() -> dict[str, object]:
    """Seats taken, free and one's own."""
    cells = [
        {"state": "taken", "label": "A. Nowak", "url": "#p"},
        {"state": "empty"},
        {"state": "mine", "label": "You"},
    ]
    return {
        "columns": ["Manager", "Organiser", GERMAN],
        "rows": [{"label": "Poland", "cells": cells}, {"label": "Österreich", "cells": cells[::-1]}],
    }


def _links(*labels: str) -> list[dict[str, object]]:
    rows = enumerate(labels)
    return [
        {"label": label, "url": f"#{place}", "current": place == 0, "count": place * 3}
        for place, label in rows
    ]


def words() -> dict[str, object]:
    """Single words, labels, grades and the names of the colours."""
    return {
        "german": GERMAN,
        "greek": GREEK,
        "bulgarian": BULGARIAN,
        "long": LONG,
        "short_summary": SUMMARY,
        "prose": PROSE,
        "at": AT,
        "state": ["Validated", "confirmed in March", "Poland"],
        "labels": ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"],
        "grades": ["promising", "supported", "proven", "contested", "withdrawn", ""],
        "tokens": COLOURS,
    }


def lists() -> dict[str, object]:
    """What lists, menus and rails are made of."""
    return {
        "links": _links("Overview", "Discussions", GERMAN, "Library", "Members"),
        "places": _links("Terespol", "Vaalimaa"),
        "alike": [{"title": "Queue board at the lanes", "url": "#1"}, {"title": LONG, "url": "#2"}],
        "chip_items": [{"label": label, "remove_url": "#r"} for label in ("Poland", "TLP:AMBER", GERMAN)],
        "page_of_many": Paginator(range(260), 25).page(2),
        "menu_items": [
            {"label": "Table (CSV)", "url": "#x", "icon": "table"},
            {"label": "Withdraw", "url": "#w", "icon": "trash", "post": True},
            {"label": GERMAN, "url": "#g"},
        ],
        "views": [
            {"label": "List", "url": "#l", "icon": "list", "current": True},
            {"label": "Table", "url": "#t", "icon": "table"},
            {"label": "Map", "url": "#m", "icon": "map"},
        ],
    }


def record() -> dict[str, object]:
    """What the page of a record is made of."""
    return {
        "facts": [
            {"label": "Owner", "value": "Anna Nowak", "url": "#p"},
            {"label": "Administration", "value": GERMAN},
            {"label": "Empty, so absent", "value": ""},
            {"label": "Cost", "value": "12,400 €"},
        ],
        "jumps": [
            {"id": "part", "label": "What was done"},
            {"id": "part", "label": GERMAN},
            {"id": "part", "label": "Adoptions", "count": 4},
        ],
        "history": [
            {"what": "Published", "who": "Jan Kowalski", "at": AT, "url": "#h"},
            {"what": "Sent back", "who": GREEK, "at": AT, "why": LONG},
        ],
        "bars": [
            {"label": label, "value": value}
            for label, value in (("Poland", 31), (GERMAN, 74), ("Ελλάδα", 48))
        ],
        "reactions": [
            {"emoji": "👍", "name": "Agreed", "count": 3, "mine": True},
            {"emoji": "👀", "name": "Looking", "count": 1},
        ],
    }


def sample() -> dict[str, object]:
    """Everything the templates under design/ ask for."""
    wrong = SampleForm({"title": "", "label": "TLP:PURPLE"}, auto_id="wrong_%s")
    wrong.is_valid()
    initial = {"title": LONG, "label": "TLP:AMBER", "networks": ["risk"]}
    parts = {"form": SampleForm(auto_id="right_%s", initial=initial), "wrong": wrong, "facets": facets()}
    return words() | lists() | record() | parts | {"posts": posts(), "table": table(), "seats": seats()}


@require_safe
def design(request: ViewerRequest) -> HttpResponse:
    """Every component in all its states, for those who build it: routed in development, for people who signed in."""
    if not request.viewer.is_active:
        raise not_known()
    return render(request, "design/index.html", sample())
