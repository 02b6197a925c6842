"""*Who will be able to read this*: right for every label and every choice. The tables of access.md are stated anew here."""

from itertools import product
from typing import Any

import pytest

from kb.practices.models import Practice
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.spaces.enums import NetworkRole
from networks.spaces.models import Network
from tests.factories import NetworkFactory, seat
from tests.kb.world import World

pytestmark = pytest.mark.storage

WIDEST_FIRST = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
# In the world of these tests "Risk management" has eight people, "Bridges" two; the author (Poland) sits in both.
PEOPLE = {
    "Poland": {"author", "colleague", "polish_validator"},
    "Finland": {"finn", "second_finn"},
    "Romania": {"romanian", "member"},
}
SPACES = {"Risk management": set().union(*PEOPLE.values()), "Bridges": {"author", "outsider"}}
HOME = {name: state for state, names in PEOPLE.items() for name in names} | {
    "outsider": "Romania",
    "ncp": "Poland",
    "deputy": "Poland",
}


@pytest.fixture
def world(world: World) -> World:
    """With names people would say, and a second network of the author."""
    bridges = NetworkFactory(name="Bridges", slug="bridges")
    seat(bridges, world.people["author"], NetworkRole.CONTRIBUTOR)
    seat(bridges, world.people["outsider"])
    for name, state in HOME.items():
        administration = world.people[name].administration
        administration.name = f"{state} customs"
        administration.save(update_fields=["name"])
    return world


def in_words(names: list[str]) -> str:
    return " or ".join(sorted(names))


def counted(people: set[str]) -> str:
    bodies = {HOME[each] for each in people}
    some = "1 person" if len(people) == 1 else f"{len(people)} people"
    return f"{some} from {len(bodies)} administration{'' if len(bodies) == 1 else 's'}"


def members(spaces: list[str], states: list[str] | None = None) -> set[str]:
    found = set().union(*(SPACES[each] for each in spaces)) if spaces else set()
    return {each for each in found if states is None or HOME[each] in states}


def of_label(label: str, spaces: list[str], also: list[str], named: list[str]) -> tuple[str, set[str] | None]:
    """Who reads something under one label, in words; and the people, where a closed circle does."""
    states = ["Poland", *also]
    match label:
        case "TLP:CLEAR":
            return "Everybody, also without signing in", None
        case "TLP:GREEN":
            guests = f", and guests who are members of {in_words(spaces)}" if spaces else ""
            return f"All experts of the platform{guests}", set(HOME)
        case "TLP:AMBER":
            return f"Members of {in_words(spaces)}", members(spaces)
        case "TLP:AMBER+STRICT":
            bodies = in_words([f"{each} customs" for each in states])
            return f"Members of {in_words(spaces)} from {bodies}", members(spaces, states)
    return "The people named, and the author", {"author", *named}


def expected(label: str, summary: str, spaces: list[str], also: list[str], named: list[str]) -> list[str]:
    """The sentences that have to stand there, in their order, from the tables."""
    who, people = of_label(label, spaces, also, named)
    if label == "TLP:RED" and not named:
        sentences = ["Only you so far. Name the people who should read it."]
    elif label in ("TLP:AMBER", "TLP:AMBER+STRICT") and not spaces:
        sentences = ["Only you so far. Choose a network: its members will be the readers."]
    else:
        sentences = [f"{who}: {counted(people)}." if people else f"{who}"]
    if summary and WIDEST_FIRST.index(summary) < WIDEST_FIRST.index(label):
        wider, _people = of_label(summary, spaces, also, named)
        if spaces or summary in ("TLP:CLEAR", "TLP:GREEN"):
            sentences.append(f"Title and summary: {wider[:1].lower()}{wider[1:]}.")
    if label in ("TLP:AMBER", "TLP:AMBER+STRICT"):
        sentences.append("Its author and the national contact point of Poland customs can always read it.")
    if not spaces and label not in ("TLP:AMBER", "TLP:AMBER+STRICT"):
        sentences.append("Choose a network too, before you submit it.")
    elif label == "TLP:RED" and named and not {"ncp", "deputy"} & set(named):
        sentences.append(
            "Add your national contact point or deputy to the named people, because they must clear it."
        )
    return sentences


FURTHER = [([], []), (["Finland"], ["finn"])]
CASES = [
    *product(WIDEST_FIRST, ["", *WIDEST_FIRST], [[], ["Risk management"]], FURTHER),
    *product(WIDEST_FIRST, ["", "TLP:AMBER+STRICT"], [["Risk management", "Bridges"]], FURTHER[1:]),
]


def told(world: World, who: str, query: dict[str, Any], address: str = "/kb/practices/") -> str:
    answer = world.browser(who).get(f"{address}readers/", query)
    assert answer.status_code == 200
    return str(answer.json()["sentence"])


def slugs(world: World, spaces: list[str]) -> list[str]:
    return [Network.objects.get(name=each).slug for each in spaces]


def test_it_is_right_for_every_label_and_choice(world: World) -> None:
    browser, wrong = world.browser("author"), []
    for label, summary, spaces, (also, named) in CASES:
        query = {
            "label": label,
            "summary_label": summary,
            "networks": slugs(world, spaces),
            "administrations": [world.people["finn"].administration.code for _each in also],
            "recipients": [world.people[each].handle for each in named if spaces],
        }
        sentence = browser.get("/kb/practices/readers/", query).json()["sentence"]
        wanted = expected(label, summary, spaces, also, named if spaces else [])
        found = sentence
        for each in wanted:
            if not found.startswith(each):
                wrong.append((label, summary, spaces, also, named, sentence, each))
                break
            found = found[len(each) :].lstrip(". ")
        else:
            if found:
                wrong.append((label, summary, spaces, also, named, sentence, ""))
    assert not wrong, wrong[:5]


def test_the_people_counted_are_those_who_read_it_once_it_is_out(world: World) -> None:
    handles = [world.people[name].handle for name in ("finn", "ncp")]
    seat(world.network, world.people["ncp"])
    for label in ("TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"):
        practice = world.publish(
            label=label, administrations=["FI"], recipients=handles, title=f"Under {label}", summary_label=""
        )
        address = practice.get_absolute_url()
        opened = {
            name
            for name in HOME
            if world.browser(name).get(address).status_code == 200 and name not in ("deputy",)
        }
        page = world.browser("author").get(address).context["readers"]
        assert f": {counted(opened)}." in page, (label, opened)


def test_nothing_chosen_yet_says_what_to_choose(world: World) -> None:
    assert told(world, "author", {}) == "Only you so far. Choose a label and a network."


def test_numbers_of_networks_one_does_not_sit_in_are_for_their_members(world: World) -> None:
    practice = world.publish()
    own = world.browser("finn").get(practice.get_absolute_url()).context["readers"]
    contact_point = world.browser("ncp").get(practice.get_absolute_url()).context["readers"]
    assert own.startswith("Members of Risk management: 7 people from 3 administrations.")
    assert contact_point.startswith("Members of Risk management. ")


@pytest.mark.parametrize("label", WIDEST_FIRST)
def test_a_label_says_what_it_means_where_it_stands_and_where_it_is_chosen(world: World, label: str) -> None:
    sharing = {
        "TLP:CLEAR": "Readers may share it with anybody.",
        "TLP:GREEN": "Readers may share it in the customs community, but not publish it.",
        "TLP:AMBER": "in their administration and among those it works for",
        "TLP:AMBER+STRICT": "in their administration only",
        "TLP:RED": "Readers may not share it with anybody.",
    }[label]
    seat(world.network, world.people["ncp"])
    handles = [world.people[name].handle for name in ("finn", "ncp")]
    practice = world.publish(label=label, recipients=handles, summary_label="")
    assert sharing in world.browser("author").get(practice.get_absolute_url()).content.decode()
    assert sharing in world.browser("author").get("/kb/practices/new/").content.decode()


def test_the_summary_of_a_closed_text_says_who_reads_the_rest(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    page = world.browser("outsider").get(practice.get_absolute_url()).content.decode()
    assert "Members of its networks can read it." in page


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"label": "TLP:CLEAR", "summary_label": "TLP:GREEN"}, "Label of the summary"),
        ({"label": "TLP:AMBER", "administrations": ["FI"]}, "Further administrations"),
        (
            {"label": "TLP:GREEN", "administrations": ["FI"], "recipients": ["finn"]},
            "Further administrations and Named people",
        ),
        ({"label": "TLP:AMBER", "recipients": ["finn"]}, "Named people"),
    ],
)
def test_what_the_label_makes_no_use_of_is_ignored_with_a_sentence(
    world: World, chosen: dict[str, Any], names: str
) -> None:
    chosen = chosen | {"recipients": [world.people[each].handle for each in chosen.get("recipients", [])]}
    practice = world.share(save="draft", **chosen)
    marking = practice.marking
    assert (marking.summary_label, list(marking.administrations.all()), list(marking.recipients.all())) == (
        "",
        [],
        [],
    )
    browser = world.browser("author")
    address = f"{practice.get_absolute_url()}edit/"
    fields = world.fields(save="draft", version=browser.get(address).context["version"], **chosen)
    page = browser.post(address, fields, follow=True).content.decode()
    assert f"Ignored, as it does not apply to {chosen['label']}: {names}." in page


def test_a_contributor_may_save_a_text_whose_marking_holds_what_its_label_makes_no_use_of(
    world: World,
) -> None:
    practice = world.share(save="draft")
    practice.marking.contributors.add(world.people["colleague"])
    practice.marking.recipients.add(world.people["finn"])
    mark(practice.marking)
    browser, address = world.browser("colleague"), f"{practice.get_absolute_url()}edit/"
    fields = world.fields(save="draft", version=browser.get(address).context["version"], title="Mended")
    assert browser.post(address, fields).status_code == 302
    assert Practice.objects.get(pk=practice.pk).get_latest_revision_as_object().title == "Mended"


def test_a_summary_label_that_follows_the_default_does_not_stop_a_public_text(world: World) -> None:
    practice = world.share(label="TLP:CLEAR", summary_label="TLP:GREEN")
    assert (practice.marking.label, practice.marking.summary_label) == ("TLP:CLEAR", "")
