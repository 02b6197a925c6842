"""What people type as they write: invisible signs, quotation marks of every language, tariff codes, operators."""

import pytest
from django.http import QueryDict

from networks.access.enums import Label
from networks.access.viewer import VISITOR
from search.asking import asked_in
from search.engines.base import Engine
from search.finding import find, suggest
from tests.search.world import Thing, World, settle

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


def titles(text: str) -> set[str]:
    """What a visitor finds who types this into the box."""
    data = QueryDict(mutable=True)
    data["q"] = text
    return {hit.title for hit in find(VISITOR, asked_in(data)).hits}


def publish(world: World, **bodies: str) -> None:
    for title, body in bodies.items():
        world.publish(Thing(title, body=body), Label.CLEAR)
    settle()


INVISIBLE = (
    "\u00ad",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u200e",
    "\u061c",
    "\u034f",
    "\ufe0f",
    "\u180e",
)


def test_signs_that_show_nothing_cut_no_word_of_a_text(world: World, engine: Engine) -> None:
    publish(
        world, **{f"Number {n}": f"The ware{sign}house and its doors." for n, sign in enumerate(INVISIBLE)}
    )
    assert len(titles("warehouse")) == len(INVISIBLE)
    assert len(titles('"warehouse and"')) == len(INVISIBLE)
    assert len(titles("warehouses")) == len(INVISIBLE)
    assert titles("ware") == set()


def test_signs_that_show_nothing_cut_no_word_of_a_question(world: World, engine: Engine) -> None:
    publish(world, One="The warehouse and its doors.")
    for sign in INVISIBLE:
        assert titles(f"ware{sign}house") == {"One"}, ascii(sign)
        assert titles(f"{sign}ware{sign}house{sign} AND{sign} doors") == {"One"}
    world.publish(Thing("Zoll\u00adkontrolle", language="de"), Label.CLEAR)
    settle()
    assert [hit.title for hit in suggest(VISITOR, "zollk\u200bon")] == ["Zoll\u00adkontrolle"]


def test_a_word_with_a_soft_hyphen_is_marked_in_the_passage(world: World, engine: Engine) -> None:
    publish(world, One="The ware\u00adhouse and its doors.")
    data = QueryDict("q=warehouse")
    assert "<mark>warehouse</mark>" in find(VISITOR, asked_in(data)).hits[0].why


MARKS = [
    "„“",
    "„”",
    "“”",
    "””",
    "«»",
    "»«",
    "‚‘",
    "‚’",
    "‘’",
    "’’",
    "''",
    '""',
    "‹›",
    "›‹",
    "″″",
    '„"',
    "＂＂",
]


def test_quotation_marks_of_every_language_make_a_phrase(world: World, engine: Engine) -> None:
    publish(world, Together="A mobile scanner at the ramp.", Apart="The scanner is mobile.")
    for first, last in MARKS:
        phrase = f"{first}mobile scanner{last}"
        assert titles(phrase) == titles(f"ramp {phrase}, at") == {"Together"}, phrase
        assert titles(f"-{phrase}") == titles(f"NOT {phrase}") == {"Apart"}, phrase
    assert titles("«\u00a0mobile scanner\u202f»") == {"Together"}


def test_an_apostrophe_opens_no_phrase(world: World, engine: Engine) -> None:
    publish(world, One="Devant l’entrepôt de l'État.")
    for typed in ("l’entrepôt", "l'entrepôt", "entrepôt", "'entrepôt", "l‘entrepôt"):
        assert titles(f"{typed} devant") == {"One"}, typed


GROUPED = (
    "8703 23 19",
    "8703.23.19",
    "87032319",
    "870323 19",
    "8703-23-19",
    "8703\u00a023\u00a019",
    "8703 23\u202f19",
    "8703.2319",
)


def test_a_tariff_code_is_found_however_it_is_grouped(world: World, engine: Engine) -> None:
    publish(world, **{f"Number {n}": f"Cars of {code} came." for n, code in enumerate(GROUPED)})
    publish(world, Other="Cars of 8703 24 10 came, 23 of them with 19 doors.", Longer="9987032319")
    for typed in (*GROUPED, '"8703 23 19"', "„8703 23 19“", "8703 23 19,", "8703.23.19."):
        assert titles(typed) == {f"Number {n}" for n in range(len(GROUPED))}, typed


BEGINNINGS = [
    "8703",
    "8703 23",
    "8703.23",
    "870323",
    "8703 23 19",
    "87032319",
    "870323*",
    "8703*",
    "8703 23*",
]


def test_the_beginning_of_a_tariff_code_finds_it(world: World, engine: Engine) -> None:
    publish(world, Grouped="For 8703 23 19 10 a rule.", Dotted="8703.23.1910", Plain="Rule 8703231910")
    publish(world, Other="For 8704 23 19 10 there is one.")
    for typed in BEGINNINGS:
        assert titles(typed) == {"Grouped", "Dotted", "Plain"}, typed
        assert titles(f"rule NOT {typed}") == set(), typed


def test_codes_of_a_list_are_found_each_and_their_neighbours_make_none(world: World, engine: Engine) -> None:
    publish(world, List="Headings 2402 2403 8703 23 8704 21 and 0402 10 19.")
    for typed in ("240220", "2402.20"):
        assert titles(typed) == set()
    for typed in ("870323", "8704.21", "04021019", "2402 2403"):
        assert titles(typed) == {"List"}, typed


def test_a_code_that_is_longer_in_the_question_is_not_found(world: World, engine: Engine) -> None:
    publish(world, One="Cars of 8703 23.")
    assert titles("87032319") == set()
    assert titles("8703 23 19") == set()


def test_a_year_and_a_month_are_two_words(world: World, engine: Engine) -> None:
    publish(world, One="In month 12 of 2026 and on 1999 01.")
    assert titles("2026 12") == {"One"}


def test_the_digits_of_a_code_are_marked_together(world: World, engine: Engine) -> None:
    publish(world, One="In 23 cases 8703.23.19 was meant.")
    for typed in ("87032319", "8703 23 19"):
        data = QueryDict(mutable=True)
        data["q"] = typed
        [hit] = find(VISITOR, asked_in(data)).hits
        assert hit.why == "In 23 cases <mark>8703.23.19</mark> was meant."


ASKED: list[tuple[str, set[str]]] = [
    ("X-ray AND scanner", {"Ray"}),
    ("e-commerce AND parcels", {"Shop"}),
    ("parcels NOT e-commerce", {"Post"}),
    ("parcels -e-commerce", {"Post"}),
    ("parcels AND NOT e-commerce", {"Post"}),
    ("NOT e-commerce", {"Ray", "Post", "Border"}),
    ("–e-commerce", {"Ray", "Post", "Border"}),
    ("cross-bor*", {"Border"}),
    ("cross-b*", {"Border"}),
    ("cross-border*", {"Border"}),
    ('"cross bord*"', {"Border"}),
    ('"cross bord"*', {"Border"}),
    ("„cross bord“*", {"Border"}),
    ("cross-bor*, trade", {"Border"}),
    ("parcels NOT cross-bor*", {"Shop", "Post"}),
    ("x-ray OR e-comm*", {"Ray", "Shop"}),
    ("x‑ray AND (scanner)", {"Ray"}),
    ("scan*.", {"Ray"}),
    ("AND scanner", {"Ray"}),
    ("scanner AND", {"Ray"}),
    ("scanner NOT", {"Ray"}),
    ('"X-ray" AND "scanner"', {"Ray"}),
    ("border-cross*", set()),
]


def test_operators_do_what_people_expect_behind_a_hyphen_too(world: World, engine: Engine) -> None:
    publish(
        world,
        Ray="An X-ray scanner.",
        Shop="Parcels of e-commerce.",
        Post="Parcels by post.",
        Border="Cross-border trade crosses a border.",
    )
    for typed, expected in ASKED:
        assert titles(typed) == expected, typed


def put_right(typed: str) -> str:
    return find(VISITOR, asked_in(QueryDict(f"q={typed}"))).shown_for


def test_a_word_that_occurs_is_never_put_right(world: World, engine: Engine) -> None:
    publish(world, One="Here truck, lkw, mandate and Lkw-Maut occur.", Two="The track of a law: mandated.")
    for word in ("truck", "lkw", "mandate", "Lkw-Maut"):
        assert put_right(f"{word}+track+nowhere") == put_right(f"{word}+track+law") == "", word
        assert "One" in titles(word)


def test_a_short_word_with_another_letter_is_another_word(world: World, engine: Engine) -> None:
    publish(world, One="A track, the law, a seat, a belt, the brain, mondat and B2C.")
    for word in ("truck", "lkw", "seal", "bolt", "train", "B2B", "mandate"):
        assert put_right(word) == "", word


SLIPS = {
    "tobbaco": "tobacco",
    "scaner": "scanner",
    "trcuk": "truck",
    "seperate": "separate",
    "wharehuose": "warehouse",
}


def test_a_slip_is_put_right(world: World, engine: Engine) -> None:
    publish(world, One="A scanner, a truck, tobacco and a separate warehouse.")
    assert {typed: put_right(typed) for typed in SLIPS} == SLIPS


def test_words_put_right_never_lead_to_an_empty_page(world: World, engine: Engine) -> None:
    publish(world, One="A mobile scanner.", Two="A separate warehouse.")
    found = find(VISITOR, asked_in(QueryDict("q=scaner+separate")))
    assert (found.total, found.shown_for) == (0, "")
    narrowed = find(VISITOR, asked_in(QueryDict("q=scaner&year=1900")))
    assert (narrowed.total, narrowed.shown_for) == (0, "")


def test_of_several_likely_words_the_one_that_finds_something_is_taken(world: World, engine: Engine) -> None:
    publish(world, One="Many scanned pages, scanned anew.", Two="Pages scanned.", Three="A mobile scanner.")
    found = find(VISITOR, asked_in(QueryDict("q=scannet+mobile")))
    assert (found.total, found.shown_for) == (1, "scanner mobile")
