"""What people do on more than one day, step by step as they would do it."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

SHARED = {
    "title": "Kitchen scales for small parcels",
    "summary": "Parcels are weighed twice and the two weights are compared before anybody opens one.",
    "What was done": "Two cheap scales stand at the belt. A difference above **forty grams** is looked at.",
    "networks": ("Risk management",),
    "countries": ("Poland",),
    "topics": ("Queue management",),
}


def start_practice(page: Page) -> None:
    """From the workspace to the empty form, by its one primary action."""
    page.goto("/workspace/")
    page.get_by_role("link", name="Share a practice").first.click()
    expect(page.get_by_role("heading", name="Share a practice", level=1)).to_be_visible()


def field(page: Page, name: str) -> Locator:
    """A field of the form by the beginning of its label."""
    return page.get_by_label(re.compile(rf"^{re.escape(name)}\b", re.IGNORECASE)).first


def choose(page: Page, group: str, *names: str) -> None:
    """Ticks in a group of choices."""
    among = page.get_by_role("group", name=re.compile(rf"^{re.escape(group)}", re.IGNORECASE))
    for name in names:
        among.get_by_label(name, exact=True).check()


def fill_practice(page: Page, **other: object) -> dict:
    """The six fields that suffice."""
    words = {**SHARED, **other}
    field(page, "title").fill(words["title"])
    field(page, "summary").fill(words["summary"])
    field(page, "What was done").fill(words["What was done"])
    choose(page, "countries", *words["countries"])
    choose(page, "topics", *words["topics"])
    choose(page, "networks", *words["networks"])
    return words


def label_with(page: Page, label: str, summary_label: str | None = None) -> None:
    """Who may read text and summary."""
    wanted = page.locator(f'input[name="label"][value="{label}"]')
    for _press in range(3):
        if wanted.is_visible():
            break
        # A hint that comes in above moves the page under the pointer: whoever missed presses again.
        page.get_by_text("Label and further readers").click()
    wanted.check()
    if summary_label is not None:
        page.get_by_label("Label of the summary").select_option(summary_label)


def send(page: Page) -> None:
    """To the contact point."""
    page.get_by_role("button", name="Submit for clearance").click()
    expect(page.get_by_text("Submitted to your national contact point")).to_be_visible()


def share(page: Page, **other: object) -> str:
    """A practice sent for clearance; its address."""
    start_practice(page)
    fill_practice(page, **other)
    send(page)
    return path_of(page)


def path_of(page: Page) -> str:
    """Where the browser stands, without host and query."""
    return re.sub(r"^https?://[^/]+|[?#].*$", "", page.url)


def open_waiting(page: Page, title: str, action: str) -> None:
    """From the queue in the workspace to what waits there."""
    page.goto("/workspace/")
    waiting = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title, exact=True))
    waiting.get_by_role("link", name=action).click()


def done(page: Page) -> None:
    expect(page.get_by_text("Everybody involved has been notified")).to_be_visible()


def clear(page: Page, title: str) -> None:
    """The contact point lets it out, with title and summary in English where they were missing."""
    open_waiting(page, title, "Read and clear")
    if page.get_by_label("Title in English").is_visible():
        page.get_by_label("Title in English").fill(f"{title} in English")
        page.get_by_label("Summary in English").fill("Parcels are weighed twice.")
    page.get_by_role("button", name="Clear", exact=True).click()
    done(page)


def validate(page: Page, title: str, grade: str) -> None:
    """A validator's word."""
    open_waiting(page, title, "Read and validate")
    page.get_by_role("radio", name=grade).check()
    page.get_by_role("button", name="Validate", exact=True).click()
    done(page)


def publish_practice(
    people, title: str, label: str = "TLP:AMBER", summary: str | None = None, **other
) -> str:
    """From an empty form to a published practice of expert.pl; its address."""
    author = people("expert.pl")
    start_practice(author)
    fill_practice(author, title=title, **other)
    label_with(author, label, summary)
    send(author)
    address = path_of(author)
    let_out(people, address)
    return address


def let_out(people, address: str) -> None:
    """What the contact point and two validators decide, sent as forms: stories 2 and 3 go this way by hand."""
    decisions = {
        "ncp.pl": {"decision": "clear"},
        "expert.fi": {"decision": "validate", "grade": "supported"},
        "expert.ro": {"decision": "validate", "grade": "proven"},
    }
    for who, fields in decisions.items():
        page = people(who)
        answer = page.request.post(f"{address}review/", form=forged(page, **fields))
        assert "Everybody involved has been notified" in answer.text(), (who, answer.status)


def forged(page: Page, **fields: str) -> dict[str, str]:
    """A form as somebody would send it who does not care for buttons."""
    token = next(each["value"] for each in page.context.cookies() if each["name"] == "csrftoken")
    return {"csrfmiddlewaretoken": token, **fields}


def a_file(folder: Path, name: str, content: bytes) -> Path:
    """A file to upload."""
    path = folder / name
    path.write_bytes(content)
    return path
