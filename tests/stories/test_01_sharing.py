"""Step 1: an expert shares a practice from a phone."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.deeds import (
    a_file,
    choose,
    field,
    fill_practice,
    label_with,
    path_of,
    send,
    start_practice,
)
from tests.stories.people import People

pytestmark = pytest.mark.browser
READERS = "[data-sentence]"


@pytest.fixture
def phone(people: People) -> Page:
    page = people("expert.pl", phone=True)
    start_practice(page)
    return page


def test_six_fields_suffice_on_a_screen_as_wide_as_a_phone(phone: Page) -> None:
    fill_practice(phone, title="Scales beside the parcel belt")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(phone.locator("input[name=label]:checked")).to_have_value("TLP:AMBER")
    send(phone)
    expect(phone.get_by_role("heading", level=1, name="Scales beside the parcel belt")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("With the national contact point until")
    expect(phone.get_by_role("link", name="See the review")).to_be_visible()


def test_who_will_be_able_to_read_it_is_said_before_anything_is_sent(phone: Page) -> None:
    sentence = phone.locator(READERS)
    expect(sentence).to_contain_text("Choose a network: its members will be the readers.")
    choose(phone, "networks", "Risk management")
    expect(sentence).to_have_text(
        re.compile(
            r"^Members of Risk management: \d+ people from \d+ administrations\. Title and summary: all experts"
        )
    )
    label_with(phone, "TLP:GREEN")
    expect(sentence).to_contain_text(
        "All experts of the platform, and guests who are members of Risk management"
    )
    label_with(phone, "TLP:CLEAR")
    expect(sentence).to_contain_text("Everybody, also without signing in")
    choose(phone, "networks", "Innovation")
    label_with(phone, "TLP:AMBER+STRICT")
    expect(sentence).to_contain_text(re.compile(r"Members of .* from \w+"))


def test_while_a_title_is_typed_a_practice_like_it_is_pointed_at(phone: Page) -> None:
    field(phone, "title").press_sequentially("Shift handover on a page")
    hint = phone.get_by_role("status").filter(has_text="Similar records exist")
    expect(hint.get_by_role("link", name="Shift handover on one page")).to_be_visible()
    field(phone, "title").fill("Entirely unheard of")
    expect(hint).to_be_hidden()


def test_markdown_is_previewed_as_it_will_be_shown(phone: Page) -> None:
    field(phone, "What was done").fill("Two **scales**\n\n- left\n- right\n\n<script>alert(1)</script>")
    phone.get_by_role("button", name="Preview").first.click()
    pane = phone.locator("[data-preview-pane]:visible")
    expect(pane.locator("strong")).to_have_text("scales")
    expect(pane.get_by_role("listitem")).to_have_count(2)
    expect(pane.locator("script")).to_have_count(0)


def test_what_is_left_half_way_is_in_the_workspace(phone: Page) -> None:
    title = f"Half a practice {uuid4().hex[:6]}"
    field(phone, "title").fill(title)
    field(phone, "What was done").fill("It begins well")
    expect(phone.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    phone.goto("/workspace/")
    drafts = phone.locator("#drafts").get_by_role("listitem").filter(has_text=title)
    drafts.get_by_role("link", name="Continue editing").click()
    expect(field(phone, "What was done")).to_have_value("It begins well")
    phone.get_by_text("Resources needed").click()
    field(phone, "Preconditions").fill("Two scales")
    expect(phone.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    phone.reload()
    expect(field(phone, "Preconditions")).to_have_value("Two scales")
    phone.goto("/workspace/")
    expect(drafts).to_have_count(1)


def test_a_file_is_sent_with_its_progress_and_stays_with_the_practice(phone: Page, tmp_path: Path) -> None:
    photo = tmp_path / "two scales.png"
    Image.effect_noise((900, 900), 80).save(photo)
    text = fill_practice(phone, title="Scales with a picture")
    expect(phone.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    phone.evaluate(SEEN_BARS)
    phone.get_by_label("Add files").set_input_files(photo)
    expect(phone.get_by_text("Added", exact=True)).to_be_visible()
    assert phone.evaluate("window.seenBars") > 0
    send(phone)
    link = phone.locator("#files").get_by_role("link", name="two scales", exact=True)
    expect(link).to_be_visible()
    answer = phone.request.get(link.get_attribute("href"))
    assert answer.status == 200 and answer.headers["content-type"] == "image/png"
    expect(phone.get_by_role("heading", level=1, name=text["title"])).to_be_visible()


# Counts how often a progress bar was in sight and moved.
SEEN_BARS = """() => {
    window.seenBars = 0;
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (body) {
        this.upload.addEventListener("progress", () => {
            window.seenBars += [...document.querySelectorAll("progress")].filter((bar) => bar.checkVisibility()).length;
        });
        send.call(this, body);
    };
}"""


def test_a_file_still_on_its_way_when_the_form_is_sent_goes_along(phone: Page, tmp_path: Path) -> None:
    fill_practice(phone, title="Scales and a slow connection")
    phone.route("**/files/**", lambda route: (phone.wait_for_timeout(1500), route.continue_()))
    phone.get_by_label("Add files").set_input_files(a_file(tmp_path, "slow.csv", b"day,parcels\n1,2\n"))
    send(phone)
    expect(phone.locator("#files").get_by_role("link", name="slow.csv")).to_be_visible()


def test_a_first_file_before_anything_is_written_is_not_lost(phone: Page, tmp_path: Path) -> None:
    begun = drafts_without_title(phone)
    start_practice(phone)
    figures = a_file(tmp_path, "figures.csv", b"day,parcels\n1,200\n2,180\n")
    phone.get_by_label("Add files").set_input_files(figures)
    expect(phone.get_by_text("Added", exact=True)).to_be_visible()
    fill_practice(phone, title="Figures before words")
    send(phone)
    expect(phone.locator("#files").get_by_role("link", name="figures.csv")).to_be_visible()
    assert drafts_without_title(phone) == begun


def drafts_without_title(page: Page) -> int:
    """How many nameless drafts lie in the workspace."""
    page.goto("/workspace/")
    return page.locator("#drafts").get_by_text("Untitled").count()


def test_a_file_too_large_and_a_renamed_program_are_refused_with_a_sentence(
    phone: Page, tmp_path: Path
) -> None:
    field(phone, "title").fill("Refused files")
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    program = a_file(tmp_path, "invoice.pdf", b"MZ\x90\x00" + bytes(4000))
    phone.get_by_label("Add files").set_input_files([large, program])
    expect(phone.get_by_text("Larger than 50 MB")).to_be_visible()
    expect(phone.get_by_text("Programs cannot be uploaded, whatever their name")).to_be_visible()
    expect(field(phone, "title")).to_have_value("Refused files")
    assert path_of(phone).startswith("/kb/practices/")
