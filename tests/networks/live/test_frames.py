"""What a browser may say, read strictly."""

import json
from uuid import UUID

import pytest

from networks.live import frames
from networks.live.frames import Follow, Leave, Malformed, Ping, Read, Say, Typing, parse

KEY = "5f0c2a53-4d9e-4ac1-9a39-8f6a3c1a2b11"

UNDERSTOOD = [
    ({"do": "follow", "topic": "T1", "after": 0}, Follow("T1", 0)),
    ({"do": "follow", "topic": "T1", "after": 41, "more": "ignored"}, Follow("T1", 41)),
    ({"do": "leave", "topic": "T1"}, Leave("T1")),
    ({"do": "post", "topic": "T1", "body": "Hi", "key": KEY}, Say("T1", "Hi", UUID(KEY), None)),
    (
        {"do": "post", "topic": "T1", "body": "", "key": KEY, "reply_to": 3},
        Say("T1", "", UUID(KEY), 3),
    ),
    (
        {"do": "post", "topic": "T1", "body": "x", "key": KEY, "reply_to": None},
        Say("T1", "x", UUID(KEY), None),
    ),
    ({"do": "read", "topic": "T1", "seq": 7}, Read("T1", 7)),
    ({"do": "typing", "topic": "T1"}, Typing("T1")),
    ({"do": "ping"}, Ping()),
]

MALFORMED = [
    "",
    "   ",
    "{",
    "null",
    "[]",
    '"ping"',
    "42",
    "NaN",
    "true",
    "[" * 60_000,
    '{"do": ' + "9" * 6_000 + "}",
    json.dumps({}),
    json.dumps({"do": None}),
    json.dumps({"do": ["ping"]}),
    json.dumps({"do": {"do": "ping"}}),
    json.dumps({"do": "explode"}),
    json.dumps({"do": "__class__"}),
    json.dumps({"do": "PING"}),
    json.dumps({"do": "follow"}),
    json.dumps({"do": "follow", "topic": 7, "after": 0}),
    json.dumps({"do": "follow", "topic": ["T1"], "after": 0}),
    json.dumps({"do": "follow", "topic": "T" * 65, "after": 0}),
    json.dumps({"do": "follow", "topic": "T1"}),
    json.dumps({"do": "follow", "topic": "T1", "after": "0"}),
    json.dumps({"do": "follow", "topic": "T1", "after": -1}),
    json.dumps({"do": "follow", "topic": "T1", "after": 1.5}),
    json.dumps({"do": "follow", "topic": "T1", "after": True}),
    json.dumps({"do": "follow", "topic": "T1", "after": None}),
    json.dumps({"do": "follow", "topic": "T1", "after": 2**31}),
    json.dumps({"do": "leave"}),
    json.dumps({"do": "read", "topic": "T1"}),
    json.dumps({"do": "read", "topic": "T1", "seq": {}}),
    json.dumps({"do": "typing", "topic": None}),
    json.dumps({"do": "post", "topic": "T1", "body": "x"}),
    json.dumps({"do": "post", "topic": "T1", "body": "x", "key": "not-a-uuid"}),
    json.dumps({"do": "post", "topic": "T1", "body": "x", "key": 7}),
    json.dumps({"do": "ping", "padding": "x" * 65_536}),
    json.dumps({"do": "ping", "padding": "ł" * 33_000}, ensure_ascii=False),
]

REJECTED = [
    {"do": "post", "topic": 7, "body": "x", "key": KEY},
    {"do": "post", "topic": "T1", "key": KEY},
    {"do": "post", "topic": "T1", "body": None, "key": KEY},
    {"do": "post", "topic": "T1", "body": ["x"], "key": KEY},
    {"do": "post", "topic": "T1", "body": "x", "key": KEY, "reply_to": "3"},
    {"do": "post", "topic": "T1", "body": "x", "key": KEY, "reply_to": 0},
]


@pytest.mark.parametrize(("said", "understood"), UNDERSTOOD)
def test_every_verb_is_understood(said: dict[str, object], understood: object) -> None:
    assert parse(json.dumps(said)) == understood


def test_the_table_names_every_verb() -> None:
    assert {said["do"] for said, _understood in UNDERSTOOD} == set(frames.READERS)


@pytest.mark.parametrize("text", MALFORMED)
def test_a_malformed_frame_gets_a_reason(text: str) -> None:
    with pytest.raises(Malformed) as malformed:
        parse(text)
    answer = json.loads(frames.fault(malformed.value))
    assert answer["event"] == "error"
    assert answer["reason"]


@pytest.mark.parametrize("said", REJECTED)
def test_a_malformed_post_is_rejected_by_its_key(said: dict[str, object]) -> None:
    with pytest.raises(Malformed) as malformed:
        parse(json.dumps(said))
    answer = json.loads(frames.fault(malformed.value))
    assert (answer["event"], answer["key"]) == ("rejected", KEY)


def test_binary_is_not_understood() -> None:
    with pytest.raises(Malformed):
        parse(None)


def test_a_frame_of_exactly_64_kib_is_read() -> None:
    padding = "x" * (frames.LARGEST_FRAME_BYTES - len('{"do": "ping", "padding": ""}'))
    assert parse(json.dumps({"do": "ping", "padding": padding})) == Ping()
