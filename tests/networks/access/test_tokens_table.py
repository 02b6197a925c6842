"""The tables of "What a marking lets in", row by row, as sentences."""

import pytest

from networks.access import tokens
from networks.access.enums import Exposure, Label, Part, Shape

EVERYTHING = {
    "networks": frozenset({1, 2}),
    "administration": 10,
    "administrations": frozenset({20}),
    "recipients": frozenset({101, 102}),
    "contributors": frozenset({103}),
    "owner": 100,
}
NETWORKS = {"network:1", "network:2"}
STRICT = {f"network:{network}/administration:{each}" for network in (1, 2) for each in (10, 20)}
NAMED = {"person:100", "person:101", "person:102"}
KEEPERS = {"person:100", "ncp:10"}


def parts(label: str, shape: str = Shape.RECORD, **facts: object) -> tokens.Tokens:
    known = {"exposure": Exposure.PUBLISHED, **EVERYTHING, **facts}
    return tokens.of_facts(tokens.Facts(shape=shape, label=label, **known))


@pytest.mark.parametrize(
    ("label", "let_in"),
    [
        (Label.CLEAR, {"all"}),
        (Label.GREEN, {"experts"} | NETWORKS),
        (Label.AMBER, NETWORKS),
        (Label.AMBER_STRICT, STRICT),
        (Label.RED, NAMED),
    ],
)
def test_a_plain_thing_lets_in_those_of_its_label_and_no_more(label: str, let_in: set[str]) -> None:
    assert parts(label, Shape.PLAIN) == {Part.BODY: let_in}


@pytest.mark.parametrize(
    ("label", "let_in"),
    [
        (Label.CLEAR, {"all"} | KEEPERS),
        (Label.GREEN, {"experts"} | NETWORKS | KEEPERS),
        (Label.AMBER, NETWORKS | KEEPERS),
        (Label.AMBER_STRICT, STRICT | KEEPERS),
        (Label.RED, NAMED),
    ],
)
def test_the_body_of_a_record_also_lets_in_its_owner_and_contact_point(label: str, let_in: set[str]) -> None:
    assert parts(label)[Part.BODY] == let_in


@pytest.mark.parametrize(
    ("label", "let_in"),
    [
        (Label.CLEAR, NETWORKS),
        (Label.GREEN, NETWORKS),
        (Label.AMBER, NETWORKS),
        (Label.AMBER_STRICT, STRICT),
        (Label.RED, NAMED),
    ],
)
def test_the_discussion_stays_among_the_networks_at_most(label: str, let_in: set[str]) -> None:
    assert parts(label)[Part.TALK] == let_in


@pytest.mark.parametrize("wider", [Label.CLEAR, Label.GREEN, Label.AMBER])
def test_a_wider_summary_label_opens_the_summary_only(wider: str) -> None:
    narrow = parts(Label.AMBER_STRICT)
    opened = parts(Label.AMBER_STRICT, summary_label=wider)
    assert opened[Part.SUMMARY] == narrow[Part.SUMMARY] | parts(wider, Shape.PLAIN)[Part.BODY]
    assert opened[Part.BODY] == narrow[Part.BODY]
    assert opened[Part.TALK] == narrow[Part.TALK]


def test_before_publication_only_the_draft_exists() -> None:
    assert set(parts(Label.CLEAR, exposure=Exposure.HIDDEN)) == {Part.DRAFT}


def test_what_was_withdrawn_keeps_its_summary_for_the_tombstone() -> None:
    assert set(parts(Label.CLEAR, exposure=Exposure.WITHDRAWN)) == {Part.DRAFT, Part.SUMMARY}


@pytest.mark.parametrize(
    ("facts", "let_in"),
    [
        ({}, {"person:100", "person:103"}),
        ({"submitted": True}, {"person:100", "person:103", "ncp:10"}),
        (
            {"submitted": True, "validating": True},
            {"person:100", "person:103", "ncp:10", "network:1/may:validate", "network:2/may:validate"},
        ),
    ],
)
def test_a_draft_opens_step_by_step(facts: dict[str, bool], let_in: set[str]) -> None:
    assert parts(Label.AMBER, **facts)[Part.DRAFT] == let_in


def test_a_red_draft_is_cleared_only_by_a_contact_point_among_its_recipients() -> None:
    draft = parts(Label.RED, submitted=True)[Part.DRAFT]
    assert draft == {"person:100", "person:103", "ncp:10/person:101", "ncp:10/person:102"}


def test_feedback_on_a_trainer_is_read_by_coordinators_and_its_author() -> None:
    body = parts(Label.AMBER, Shape.COORDINATED)[Part.BODY]
    assert body == {"network:1/may:coordinate", "network:2/may:coordinate", "person:100"}


def test_a_record_without_networks_is_read_by_its_keepers_alone() -> None:
    assert parts(Label.AMBER, networks=frozenset())[Part.BODY] == KEEPERS


def test_what_lost_its_owner_stays_with_the_contact_point() -> None:
    assert parts(Label.AMBER, owner=None)[Part.BODY] == NETWORKS | {"ncp:10"}
