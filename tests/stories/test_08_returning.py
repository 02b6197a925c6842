"""Step 8: a link in a mail after the session has ended; a phone that stays signed in."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.stories.deeds import path_of, share
from tests.stories.people import People, fill_sign_in, in_time

pytestmark = pytest.mark.browser
FOURTEEN_DAYS = 14 * 24 * 60 * 60


def test_a_link_in_a_mail_leads_through_the_sign_in_to_the_page(people: People) -> None:
    title = "Scales somebody is told of by mail"
    address = share(people("expert.pl"), title=title)
    phone = people.visitor(phone=True)
    in_time(
        phone,
        lambda: any(title in each["Subject"] for each in people.house.mails_to("ncp.pl")),
        "the contact point got no mail",
    )
    mail = next(each for each in people.house.mails_to("ncp.pl") if title in each["Subject"])
    assert mail["Subject"].strip().startswith("TLP:AMBER")
    link = re.search(r"https?://\S+", mail.get_body().get_content()).group(0)
    assert link.endswith(address)

    phone.goto(link)
    expect(phone.get_by_text(title)).to_have_count(0)
    fill_sign_in(phone, "ncp.pl")
    expect(phone.get_by_role("heading", level=1, name=title)).to_be_visible()
    assert path_of(phone) == address

    phone.context.clear_cookies()
    phone.goto("/workspace/")
    fill_sign_in(phone, "ncp.pl")
    expect(phone.get_by_role("heading", name="Workspace", level=1)).to_be_visible()


@pytest.mark.parametrize("stay", [True, False])
def test_a_phone_stays_signed_in_for_fourteen_days_only_when_it_was_told_to(
    people: People, stay: bool
) -> None:
    phone = people.visitor(phone=True)
    phone.goto("/accounts/login/")
    fill_sign_in(phone, "expert.ro", stay=stay)
    expect(phone.get_by_label("Your menu")).to_be_visible()
    cookie = next(each for each in phone.context.cookies() if each["name"] == "sessionid")
    if stay:
        assert abs(cookie["expires"] - time.time() - FOURTEEN_DAYS) < 600
    else:
        assert cookie["expires"] == -1
    assert cookie["httpOnly"]


def test_a_wrong_password_keeps_the_way_back_and_says_so(people: People) -> None:
    phone = people.visitor(phone=True)
    phone.goto("/workspace/")
    form = phone.locator("form[action='/accounts/login/']")
    form.get_by_label("E-mail").fill("expert.ro@demo.limes.example")
    form.get_by_label("Password", exact=True).fill("not this one")
    form.get_by_role("button", name="Sign in", exact=True).click()
    expect(phone.get_by_role("alert")).to_be_visible()
    fill_sign_in(phone, "expert.ro")
    assert path_of(phone) == "/workspace/" or phone.wait_for_url("**/workspace/") is None
