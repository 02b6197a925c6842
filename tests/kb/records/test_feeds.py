"""A list as a feed: public without a token, with one what its owner may know now, never more than the summary."""

from base64 import b64encode
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client

from kb.records.models import Record
from networks.access.enums import Label
from networks.events import relay
from networks.people.actions.tokens import make_token, revoke_token
from networks.people.enums import TokenScope
from networks.people.models import PersonalToken
from networks.people.today import today
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.enums import EndKind
from networks.spaces.models import Membership
from tests.factories import LanguageFactory
from tests.kb.world import World

pytestmark = pytest.mark.django_db
FEED = "/kb/practices/feed.xml"
ATOM = "{http://www.w3.org/2005/Atom}"


def token(world: World, name: str, scope: str = TokenScope.FEED) -> str:
    return make_token(world.viewer(name), "A reader", today(), scope).secret


def asked(secret: str | None = None, address: str = FEED, **headers: str) -> Any:
    sent = (
        {"HTTP_AUTHORIZATION": f"Basic {b64encode(f'anyone:{secret}'.encode()).decode()}"} if secret else {}
    )
    return Client().get(address, **sent, **headers)


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    root = ElementTree.fromstring(answer.content)
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def another(world: World, **changed: Any) -> Any:
    return world.publish(key=str(uuid4()), **changed)


def test_without_a_token_it_holds_what_is_public_whatever_session_comes_with_it(world: World) -> None:
    another(world, title="For all", label=Label.CLEAR.value)
    another(world, title="For members")
    assert titles(asked()) == ["TLP:CLEAR For all"]
    assert titles(world.browser("finn").get(FEED)) == ["TLP:CLEAR For all"]


def test_with_a_token_it_holds_summaries_of_what_its_owner_may_know(world: World) -> None:
    another(world, title="For members", summary_label=Label.GREEN.value, body="Words of the body")
    another(world, title="Closed", label=Label.AMBER_STRICT.value, summary_label=Label.GREEN.value)
    answer = asked(token(world, "finn"))
    assert titles(answer) == ["TLP:AMBER For members"]
    assert "A lane of their own" in answer.content.decode()
    assert "Words of the body" not in answer.content.decode()
    assert titles(asked(token(world, "outsider"))) == ["TLP:AMBER For members"]
    assert titles(asked(token(world, "guest"))) == []
    assert titles(asked(token(world, "finn"), f"{FEED}?country=FI")) == []


def test_it_follows_a_list_narrowed_by_words_as_far_as_its_reader_reads_them(world: World) -> None:
    another(world, title="Quick lane", summary_label=Label.GREEN.value, body="Words of the body")
    another(world, title="Broad lane", summary_label=Label.GREEN.value)
    relay.drain()
    finn, outsider = token(world, "finn"), token(world, "outsider")
    assert titles(asked(finn, f"{FEED}?q=quick")) == ["TLP:AMBER Quick lane"]
    assert titles(asked(finn, f"{FEED}?q=words")) == ["TLP:AMBER Quick lane"]
    assert titles(asked(outsider, f"{FEED}?q=words")) == []


def test_a_summary_is_words_and_no_html(world: World) -> None:
    another(world, label=Label.CLEAR.value, summary="<script>alert(1)</script> & more")
    root = ElementTree.fromstring(asked().content)
    assert root.findtext(f"{ATOM}subtitle") == "TLP:CLEAR. Title and summary only."
    told = root.find(f"{ATOM}entry").findtext(f"{ATOM}summary")
    assert told == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"


def test_rights_are_those_of_now(world: World) -> None:
    another(world, title="For members")
    secret = token(world, "finn")
    tag = asked(secret)["ETag"]
    assert asked(secret, HTTP_IF_NONE_MATCH=tag).status_code == 304
    end_membership(Membership.objects.get(expert=world.people["finn"]), EndKind.REMOVED, None, "")
    after = asked(secret, HTTP_IF_NONE_MATCH=tag)
    assert titles(after) == []
    assert after["ETag"] != tag


def test_a_tag_of_somebody_else_opens_nothing(world: World) -> None:
    another(world, title="For members")
    tag = asked(token(world, "finn"))["ETag"]
    for answer in (asked(HTTP_IF_NONE_MATCH=tag), asked(token(world, "guest"), HTTP_IF_NONE_MATCH=tag)):
        assert titles(answer) == []


def test_a_token_of_another_scope_a_revoked_one_and_none_where_one_is_asked_for_open_nothing(
    world: World,
) -> None:
    secret = token(world, "finn")
    revoke_token(world.viewer("finn"), PersonalToken.objects.get().reference)
    other = token(world, "finn", TokenScope.API)
    for answer in (asked(secret), asked(other), asked("limes_guess"), asked(address=f"{FEED}?own")):
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Basic")
    assert Client().get(FEED, HTTP_AUTHORIZATION="Bearer limes_guess").status_code == 401
    assert asked(token(world, "finn"), "/kb/nothing/feed.xml").status_code == 404
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token(world, 'finn')}"}
    assert Client().get("/api/v1/practices/", **bearer).status_code == 401


def facts(answer: Any) -> tuple[str, str, str, str]:
    """Id, self link, link to the list and title of a feed."""
    root = ElementTree.fromstring(answer.content)
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
    return (
        root.findtext(f"{ATOM}id"),
        links["self"],
        links["alternate"],
        root.findtext(f"{ATOM}title"),
    )


def test_each_choice_of_filters_is_a_feed_of_its_own(world: World) -> None:
    another(world, label=Label.CLEAR.value)
    plain, poland, words = (
        facts(asked(address=f"{FEED}{query}")) for query in ("", "?country=PL", "?q=lane")
    )
    assert len({plain[0], poland[0], words[0]}) == 3
    assert poland[1].endswith("/kb/practices/feed.xml?country=PL")
    assert poland[2].endswith("/kb/practices/?country=PL")
    assert poland[3] == "Limes: Good practices, Country: PL"
    assert "lane" in words[3]
    same = facts(asked(address=f"{FEED}?page=7&country=PL&country=PL"))
    assert same[:2] == poland[:2]


def test_a_feed_opened_by_a_token_carries_an_id_and_a_title_of_its_own_and_no_secret(world: World) -> None:
    another(world, label=Label.CLEAR.value)
    secret = token(world, "finn")
    own, other = asked(secret), asked(token(world, "guest"))
    ids = {facts(each)[0] for each in (own, other, asked())}
    assert len(ids) == 3
    assert facts(own)[1].endswith("/kb/practices/feed.xml?own")
    assert world.people["finn"].full_name in facts(own)[3]
    assert secret not in own.content.decode()


@pytest.mark.parametrize("sign", ["\x0b", "\x00", "\x1f", "\x7f", "\ufffe", "\x85"])
def test_a_sign_no_document_may_hold_leaves_the_feed_readable(world: World, sign: str) -> None:
    practice = another(world, label=Label.CLEAR.value)
    spoilt = dict.fromkeys(("title", "summary"), f"Risk{sign}profiles")
    if sign == "\x00" and connection.vendor == "postgresql":
        return
    type(practice).objects.filter(pk=practice.pk).update(**spoilt)
    type(practice.marking.administration).objects.update(name=f"Customs{sign}office")
    assert titles(asked())[0].replace(sign, "") == "TLP:CLEAR Riskprofiles"


def test_entries_name_the_language_they_are_written_in(world: World) -> None:
    polish = LanguageFactory(code="pl", name="Polish").code
    another(world, label=Label.CLEAR.value, language=polish, title_en="x", summary_en="y")
    root = ElementTree.fromstring(asked().content)
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(xml_lang) == "en"
    assert root.find(f"{ATOM}entry").get(xml_lang) == "en"
    Record.objects.update(title_en="")
    assert ElementTree.fromstring(asked().content).find(f"{ATOM}entry").get(xml_lang) == "pl"
