"""The CMS as its people meet it: every page below /cms/ that links lead to, from the first one on."""

import re
from collections import deque

from kb.pages.cms.doors import openers
from networks.people.models import Expert
from networks.spaces.enums import OfficeRole
from tests import factories
from tests.access.answers import Walk, browser_of, canaries_in, leaks_in, told
from tests.access.small_stage import SmallStage
from tests.kb.cms.addresses import doors

# No link leads there: the choice of a card opens it.
CHOOSER = "/cms/records/choose/"
LINK = re.compile(r'(?:href|action|data-url)="(/cms/[^"#?]*)')
# The way out ends the walk; what changes the tree when it is opened is left to tests/kb/cms.
NOT_OPENED = ("/cms/logout/",)
# Pages are the editors' own to write, whoever reads them; of records they know what anybody of their kind knows.
OF_RECORDS = "CNRYPractice"


def crawl(small: SmallStage, person: Expert, like: str, most: int) -> Walk:
    """What of records somebody meets in the CMS who may read what this role may."""
    browser, waiting = browser_of(person), deque(["/cms/", CHOOSER, *_fixed()])
    known, found = set(waiting), Walk([], set(), 0)
    while waiting and found.doors < most:
        address = waiting.popleft()
        text = told(browser.get(address))
        found.doors += 1
        found.leaks += [
            each for each in leaks_in(small.stage, like, address, text) if each.what.startswith(OF_RECORDS)
        ]
        found.met |= {each for each in canaries_in(small.stage, text) if each.startswith(OF_RECORDS)}
        for link in LINK.findall(text):
            if link not in known and not link.startswith(NOT_OPENED):
                known.add(link)
                waiting.append(link)
    return found


def _fixed() -> list[str]:
    """Addresses of open doors without an argument: lists that no link leads to."""
    return [
        address
        for name, address in doors()
        if openers(name) and "7" not in address and "logout" not in address
    ]


def editor(small: SmallStage) -> Expert:
    """Somebody of the communication team who sits in no network: of records they read what every expert reads."""
    person = factories.ExpertFactory()
    factories.office(person, OfficeRole.COMMUNICATIONS_EDITOR)
    return person
