"""Step 3: two validators from two other Member States; the lower grade counts; a rejection reaches everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.deeds import (
    clear,
    fill_practice,
    forged,
    label_with,
    open_waiting,
    send,
    share,
    start_practice,
    validate,
)
from tests.stories.people import People, in_time
from tests.stories.test_02_clearing import say_no

pytestmark = pytest.mark.browser


def test_two_others_validate_and_the_lower_grade_is_published(people: People) -> None:
    title = "Scales with two opinions"
    author = people("expert.pl")
    address = share(author, title=title)
    clear(people("ncp.pl"), title)
    first, second = people("expert.fi"), people("expert.ro")
    validate(first, title, "Supported")
    author.goto(address)
    expect(author.locator("main")).to_contain_text("1 of 2 validations")
    validate(second, title, "Proven")
    author.goto(address)
    expect(author.locator("[data-grade=supported]").first).to_be_visible()
    second.goto("/kb/practices/")
    expect(second.get_by_role("link", name=title)).to_be_visible()


def test_the_engine_refuses_a_validator_of_the_owners_state(people: People) -> None:
    """A Pole whom the lead lets validate opens the review of a Polish practice and sends what no button offers."""
    title = "Scales nobody at home may judge"
    address = share(people("expert.pl"), title=title)
    give_permission(people("lead.risk"), "risk-management", "Zofia Górska", "validate")
    clear(people("ncp.pl"), title)
    compatriot = people("zofia.gorska")
    compatriot.goto(f"{address}review/")
    expect(compatriot.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(compatriot.get_by_role("button", name="Validate", exact=True)).to_have_count(0)
    answer = compatriot.request.post(
        f"{address}review/", form=forged(compatriot, decision="validate", grade="proven")
    )
    assert answer.status == 403
    assert "Member States other than the one that shares it" in answer.text()
    compatriot.reload()
    expect(compatriot.locator("#reviews").get_by_text("Proven")).to_have_count(0)


def test_somebody_who_is_no_validator_there_learns_nothing_of_the_review(people: People) -> None:
    address = share(people("expert.pl"), title="Scales behind a door")
    stranger = people("trainer.pl")
    for method in ("get", "post"):
        data = {} if method == "get" else {"form": forged(stranger, decision="validate", grade="proven")}
        assert getattr(stranger.request, method)(f"{address}review/", **data).status == 404


def give_permission(lead: Page, network: str, name: str, codename: str) -> None:
    """A lead gives one person one further permission."""
    lead.goto(f"/networks/{network}/members/")
    lead.get_by_role("listitem").filter(has_text=name).get_by_role("link", name="Edit").click()
    lead.locator("select[name=codename]").select_option(codename)
    lead.get_by_role("button", name="Grant", exact=True).click()


def test_a_rejection_has_a_reason_and_reaches_everybody_who_took_part(people: People) -> None:
    title = "Scales that do not convince"
    author = people("expert.pl")
    address = share(author, title=title)
    clear(people("ncp.pl"), title)
    first, second = people("expert.fi"), people("expert.ro")
    validate(first, title, "Promising")
    open_waiting(second, title, "Read and validate")
    say_no(second, "Do not validate", "Why not", "The figures are of one week only.")
    for who in ("expert.pl", "ncp.pl", "expert.fi"):
        page = people(who)
        page.goto("/workspace/notices/")
        expect(page.get_by_role("link", name=f"did not validate “{title}”")).to_be_visible()
        page.goto(f"{address}review/")
        expect(page.get_by_text("The figures are of one week only.")).to_be_visible()
        in_time(page, lambda who=who: told(people, who, title), f"no mail reached {who}")


def told(people: People, who: str, title: str) -> bool:
    """Whether a mail of the rejection has left."""
    return any(f"did not validate “{title}" in each["Subject"] for each in people.house.mails_to(who))


def test_where_nobody_may_validate_it_is_published_ungraded_and_says_so(people: People) -> None:
    title = "Scales for a closed circle"
    author = people("expert.pl")
    start_practice(author)
    fill_practice(author, title=title)
    label_with(author, "TLP:AMBER+STRICT", "")
    send(author)
    clear(people("ncp.pl"), title)
    author.goto("/workspace/")
    author.locator("#published").get_by_role("link", name=title).click()
    expect(
        author.get_by_text("Published without a grade because no validators were available")
    ).to_be_visible()
