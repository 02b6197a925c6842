"""The pages as they are served in the pseudo-language: what is Latin and stands outside the marks was never translated."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client

from networks.events import relay
from networks.notices.models import Mail
from networks.people.second_factor import reference_of
from tests.factories import PASSWORD, second_factor
from tests.words.pseudo import CLOSE, LATIN, bare, left_untranslated
from tests.words.world import Greek, greek_world

pytestmark = pytest.mark.usefixtures("pseudo")

# Who opens what. In braces: what the world knows.
PAGES: dict[str | None, str] = {
    None: """/ /kb/ /kb/practices/ /kb/trainers/ /search/ /search/?q=ουρά /networks/ {network} /people/ {record}
        /accounts/login/ /accounts/password/reset/ /accounts/password/reset/done/ /accounts/inactive/
        /accounts/password/reset/key/1-nothing/ /accounts/invitation/nothing/ /nowhere/at/all/""",
    "author": """/ /kb/ /kb/practices/ /kb/practices/?q=ουρά /kb/practices/new/ /kb/trainers/new/ {record} {record}edit/
        {record}history/ {record}withdraw/ {record}questions/ {draft}edit/ {draft}draft/ {draft}delete/ {waiting}draft/
        {waiting}review/ /workspace/ /workspace/notices/ /search/ /search/?q=ουρά /search/?q=τίποτα /people/ {person}
        {network} {network}members/ {network}discussions/ {network}discussions/new/ {topic}
        /accounts/profile/ /accounts/password/change/ /accounts/logout/ /nowhere/at/all/ {record}links/
        /accounts/second-factor/ /accounts/second-factor/app/ /accounts/sessions/ /accounts/tokens/""",
    "ncp": """/workspace/ {record} {record}marking/ {record}readers-log/ {waiting}review/ {waiting}draft/ /people/invite/
        {colleague}account/ {colleague}left/""",
    "finn": "/workspace/ /workspace/notices/ {record} {record}release/ {topic}",
    "lead": "{network} {network}edit/ {network}members/ {network}members/invite/ {member} {topic}",
    "outsider": "/networks/ {network} {person} {record} /search/?q=ουρά",
    "guest": "/ /workspace/ /networks/ /kb/",
    "administrator": """/ /workspace/ /networks/administration/ /networks/administration/open/
        /networks/administration/invite/ /networks/administration/break-glass/ {account}""",
    "editor": "/ /workspace/",
    "steward": "/ /workspace/ {record}",
    "board": "/board/",
    "auditor": "/administration/audit/ /administration/audit/?person=nobody",
}
# A page shows at least this many translated texts, or it was no page of ours at all.
FEWEST = 5


@pytest.fixture
def greek(db: None) -> Greek:
    """The world, with every notice and index entry written."""
    made = greek_world()
    relay.drain()
    return made


def addresses(greek: Greek) -> dict[str, str]:
    """What stands in the braces."""
    network, people = greek.world.network, greek.world.people
    return {
        "record": greek.published.get_absolute_url(),
        "waiting": greek.waiting.get_absolute_url(),
        "draft": greek.draft.get_absolute_url(),
        "network": f"/networks/{network.slug}/",
        "topic": f"/networks/{network.slug}/discussions/{greek.topic.reference}/",
        "person": f"/people/{people['finn'].handle}/",
        "colleague": f"/people/{people['author'].handle}/",
        "member": f"/networks/{network.slug}/members/{people['finn'].handle}/",
        "account": f"/networks/administration/people/{people['finn'].handle}/",
    }


def opened(browser: Client, address: str) -> str:
    """The page, after as many redirects as it takes."""
    answer = browser.get(address, follow=True)
    assert answer.status_code < 500, f"{address}: {answer.status_code}"
    return answer.content.decode()


def test_every_word_of_every_page_is_translated(greek: Greek) -> None:
    known, found, thin = addresses(greek), [], []
    for name, pages in PAGES.items():
        browser = greek.world.browser(name)
        for page in pages.split():
            html = opened(browser, page.format(**known))
            found += [f"{name} at {page}: {text!r}" for text in left_untranslated(html)]
            thin += [f"{name} at {page}"] * (html.count(CLOSE) < FEWEST)
    assert not thin, f"these pages say next to nothing: {thin}"
    assert not found, "translate:\n" + "\n".join(dict.fromkeys(found))


def test_every_word_of_the_pages_about_second_factors_is_translated(greek: Greek) -> None:
    author = greek.world.people["author"]
    browser = greek.world.browser("author")
    begin = "/accounts/second-factor/"
    browser.post(f"/accounts/reauthenticate/?next={begin}", {"password": PASSWORD})
    pages = [opened(browser, f"{begin}{page}") for page in ("app/", "passkeys/new/")]
    second_factor(author)
    RecoveryCodes.activate(author)
    passkey = Authenticator.objects.create(
        user=author, type="webauthn", data={"name": "Μπλε", "credential": {}}
    )
    own = f"passkeys/{reference_of(passkey)}/remove/"
    for page in ("app/remove/", "recovery-codes/", "recovery-codes/new/", "again/", own):
        pages.append(opened(browser, f"{begin}{page}"))
    found = [text for html in pages for text in left_untranslated(html)]
    # The key of an app and the letters of its picture are nobody's words.
    assert [text for text in found if not re.fullmatch(r"[A-Z2-7]{32}", text.strip())] == []


def test_every_word_of_every_mail_is_translated(greek: Greek) -> None:
    assert mail.outbox, Mail.objects.values_list("state", "kind")
    lines = [line for each in mail.outbox for line in (each.subject, *str(each.body).splitlines())]
    found = [line for line in lines if LATIN.search(bare(line))]
    assert not found, "translate:\n" + "\n".join(dict.fromkeys(found))
