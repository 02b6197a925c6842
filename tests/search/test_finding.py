"""What people type and what they get, on each engine."""

import pytest

from networks.access.enums import Label
from networks.access.viewer import VISITOR, Viewer
from search.asking import Asked
from search.engines.base import Engine
from search.finding import find, suggest
from tests.search.world import Thing, World, settle

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


def titles(viewer: Viewer, text: str, **filters: tuple[str, ...]) -> list[str]:
    return [hit.title for hit in find(viewer, Asked(text, filters)).hits]


@pytest.fixture
def lorry(world: World, engine: Engine) -> int:
    pk = world.publish(
        Thing(
            "Weighing lorries at night",
            "How two officers weigh a lorry.",
            "A mobile scanner stands beside the ramp.",
        ),
        summary_label=Label.GREEN,
    )
    settle()
    return pk


def test_a_word_of_the_body_finds_for_a_member_only(world: World, lorry: int) -> None:
    assert titles(world.member("risk"), "scanner") == ["Weighing lorries at night"]
    assert titles(world.member("training"), "scanner") == []
    assert titles(VISITOR, "scanner") == []


def test_a_word_of_the_summary_finds_for_those_the_summary_label_admits(world: World, lorry: int) -> None:
    assert titles(world.member(), "officers") == ["Weighing lorries at night"]
    assert titles(world.member("risk"), "officers") == ["Weighing lorries at night"]
    assert titles(VISITOR, "officers") == []


def test_another_form_of_a_word_finds(world: World, lorry: int) -> None:
    assert titles(world.member("risk"), "scanners") == ["Weighing lorries at night"]


def test_a_phrase_a_beginning_an_exclusion_and_an_alternative(world: World, lorry: int) -> None:
    world.publish(Thing("Weighing parcels", "Scales for parcels.", "The scanner is mobile."))
    settle()
    member = world.member("risk")
    assert titles(member, '"mobile scanner"') == ["Weighing lorries at night"]
    assert set(titles(member, "weigh*")) == {"Weighing lorries at night", "Weighing parcels"}
    assert titles(member, "weighing -parcels") == ["Weighing lorries at night"]
    assert set(titles(member, "ramp OR scales")) == {"Weighing lorries at night", "Weighing parcels"}
    assert titles(member, "-parcels") == ["Weighing lorries at night"]


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("pl", "Łódź: skanery na przejściu", "lodz skanery"),
        ("el", "Έλεγχος φορτηγών στα σύνορα", "ελεγχος φορτηγων"),
        ("de", "Prüfung der Straße", "prufung strasse"),
        ("ro", "Controlul mărfurilor și al mașinilor", "controlul marfurilor"),
        ("bg", "Проверка на камиони", "проверка"),
        ("hr", "Pregled vozila na granici", "pregled vozila"),
        ("mt", "Kontroll tal-merkanzija ħażina", "hazina"),
        ("da", "Kørsel over grænsen", "korsel"),
    ],
)
def test_words_are_found_without_their_diacritics(
    world: World, engine: Engine, language: str, written: str, typed: str
) -> None:
    world.publish(Thing(written, language=language))
    settle()
    assert titles(world.member("risk"), typed) == [written]


def test_an_english_title_of_a_thing_in_another_language_finds(world: World, engine: Engine) -> None:
    world.publish(Thing("Ważenie ciężarówek", language="pl", title_en="Weighing of lorries"))
    settle()
    assert titles(world.member("risk"), "weighing") == ["Ważenie ciężarówek"]


def test_a_misspelt_word_is_put_right_and_can_be_insisted_on(world: World, lorry: int) -> None:
    found = find(world.member("risk"), Asked("mobile scaner"))
    assert found.shown_for == "mobile scanner"
    assert [hit.title for hit in found.hits] == ["Weighing lorries at night"]
    assert find(world.member("risk"), Asked("mobile scaner", exact=True)).hits == []


def test_a_word_the_reader_may_not_see_is_never_offered_instead(world: World, lorry: int) -> None:
    found = find(world.member(), Asked("scaner"))
    assert (found.shown_for, found.total) == ("", 0)


def test_a_word_in_the_title_comes_before_one_in_the_body(world: World, engine: Engine) -> None:
    world.publish(Thing("Drones", "About the air.", "Over the sea."))
    world.publish(Thing("Ferries", "About the sea.", "A drone over a ferry."))
    settle()
    assert titles(world.member("risk"), "drone") == ["Drones", "Ferries"]


def test_the_passage_shows_why_and_escapes_what_was_written(world: World, engine: Engine) -> None:
    world.publish(Thing("Plain", "", "before <script>alert(1)</script> a scanner & more"))
    settle()
    [hit] = find(world.member("risk"), Asked("scanner")).hits
    assert "<mark>scanner</mark> &amp; more" in hit.why
    assert "<script>" not in hit.why


def test_the_passage_for_a_reader_of_the_summary_has_no_word_of_the_body(world: World, lorry: int) -> None:
    [hit] = find(world.member(), Asked("lorry")).hits
    assert "scanner" not in hit.why
    assert hit.networks == ()


def test_facets_count_what_the_reader_finds_and_networks_only_for_readers_of_the_body(
    world: World, lorry: int
) -> None:
    world.publish(
        Thing("Training lorries", countries=("FI",), kind="trainers", networks=("training",)), Label.GREEN
    )
    settle()
    outsider = find(world.member(), Asked("lorries"))
    assert outsider.total == 2
    assert outsider.facets["kind"] == {"practices": 1, "trainers": 1}
    assert outsider.facets["network"] == {"training": 1}
    member = find(world.member("risk"), Asked("lorries"))
    assert member.facets["network"] == {"risk": 1, "training": 1}
    assert member.facets["label"] == {"TLP:AMBER": 1, "TLP:GREEN": 1}


def test_a_facet_narrows_and_still_counts_its_other_values(world: World, lorry: int) -> None:
    world.publish(Thing("Lorries of Finland", countries=("FI",)))
    settle()
    member = world.member("risk")
    found = find(member, Asked("lorries", {"country": ("FI",)}))
    assert [hit.title for hit in found.hits] == ["Lorries of Finland"]
    assert found.facets["country"] == {"FI": 1, "PL": 1}
    assert found.facets["kind"] == {"practices": 1}
    assert titles(world.member(), "lorries", network=("risk",)) == []


def test_suggestions_are_titles_the_reader_may_read(world: World, lorry: int) -> None:
    assert [hit.title for hit in suggest(world.member(), "weigh")] == ["Weighing lorries at night"]
    assert [hit.title for hit in suggest(world.member(), "lorries we")] == ["Weighing lorries at night"]
    assert suggest(VISITOR, "weigh") == []
    assert suggest(world.member("risk"), "scan") == []


def test_a_topic_is_read_as_a_whole_or_not_at_all(world: World, engine: Engine) -> None:
    world.publish(Thing("Which seals?", body="Ask about bolt seals.", kind="topic"))
    settle()
    assert titles(world.member("risk"), "bolt") == ["Which seals?"]
    assert titles(world.member(), "seals") == []


def test_pages_have_twenty_five_and_the_last_is_shown_for_any_beyond(world: World, engine: Engine) -> None:
    for number in range(60):
        world.publish(Thing(f"Practice {number}", "About weighing."))
    settle()
    first = find(world.member("risk"), Asked("weighing"))
    beyond = find(world.member("risk"), Asked("weighing", page=9))
    assert (first.total, len(first.hits), first.hits[0].title) == (60, 25, "Practice 59")
    assert (beyond.page, len(beyond.hits)) == (3, 10)


@pytest.mark.parametrize(
    "text", ['"', "*", "-", "OR", "a OR", '-"', "' OR 1=1", "\x00", "(((", "title:x", "%s {} %", "𐍈", "½ -½"]
)
def test_whatever_is_typed_gets_an_answer(world: World, lorry: int, text: str) -> None:
    assert find(world.member("risk"), Asked(text)).total >= 0
    assert suggest(world.member("risk"), text) == []
