"""A lead removes a member and can undo it: at 360 px, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.people import People

pytestmark = pytest.mark.browser
MEMBERS = "/networks/risk-management/members/"


def a_member(lead: Page) -> str:
    """Somebody whom the lead may change."""
    lead.goto(MEMBERS)
    row = lead.get_by_role("listitem").filter(has=lead.get_by_role("link", name="Edit", exact=True)).first
    name = row.get_by_role("link").first.inner_text()
    row.get_by_role("link", name="Edit", exact=True).click()
    return name


@pytest.mark.parametrize("scripts", [True, False])
def test_a_lead_removes_a_member_and_can_undo_it(people: People, scripts: bool) -> None:
    lead = people("lead.risk", phone=True, scripts=scripts)
    name = a_member(lead)
    lead.get_by_label(re.compile("^Reason")).fill("A mistake, as it turns out.")
    lead.get_by_role("button", name="Remove from network").click()
    expect(lead.get_by_role("heading", name=f"Remove {name} from Risk management?")).to_be_visible()
    expect(lead.get_by_text("They immediately lose access")).to_be_visible()
    assert lead.evaluate("document.documentElement.scrollWidth") <= 360
    lead.get_by_role("button", name="Remove from network").click()
    expect(lead.get_by_text(f"Removed {name} from Risk management.")).to_be_visible()
    former = lead.get_by_role("region", name="Former members").get_by_role("listitem").filter(has_text=name)
    expect(former.get_by_role("button", name="Restore")).to_be_visible()
    assert lead.evaluate("document.documentElement.scrollWidth") <= 360
    lead.get_by_role("button", name="Undo").click()
    expect(lead.get_by_text(f"Restored the membership of {name} in Risk management.")).to_be_visible()
    expect(lead.get_by_role("region", name="Former members").get_by_text(name)).to_have_count(0)
