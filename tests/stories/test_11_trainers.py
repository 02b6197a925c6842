"""Step 11: a trainer enters a profile, the contact point clears it, the coordinator finds it by topic and language."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.stories.deeds import choose, clear, field, path_of, send
from tests.stories.people import People

pytestmark = pytest.mark.browser
NAME = f"Katarzyna Lewicka, X-ray images of lorries {uuid4().hex[:6]}"


def test_a_profile_is_entered_cleared_and_found_by_topic_and_language(people: People) -> None:
    trainer = people("trainer.pl")
    trainer.goto("/kb/trainers/")
    trainer.get_by_role("link", name="Add trainer profile").first.click()
    expect(field(trainer, "title")).to_have_value("Katarzyna Lewicka")
    field(trainer, "title").fill(NAME)
    field(trainer, "summary").fill("Teaches image analysis of lorries to new officers.")
    choose(trainer, "topics", "X-ray image analysis")
    expect(trainer.locator("[data-sentence]")).to_contain_text("Members of Training")
    languages = trainer.get_by_role("group", name="Teaches in")
    expect(languages.get_by_label("Language").first).not_to_have_value("")
    send(trainer)
    address = path_of(trainer)

    coordinator = people("lead.training")
    assert coordinator.request.get(address).status == 404
    clear(people("ncp.pl"), NAME)
    coordinator.goto("/kb/trainers/")
    for group, name in (("Topic", "X-ray image analysis"), ("Teaches in", "Polish")):
        side = coordinator.locator(".facet-group").filter(
            has=coordinator.locator("summary").get_by_text(group, exact=True)
        )
        if not side.get_by_role("link", name=name).first.is_visible():
            side.locator("summary").filter(has_text=re.compile(f"^{group}|more")).last.click()
        side.get_by_role("link", name=name).first.click()
    found = coordinator.get_by_role("link", name=NAME)
    found.click()
    expect(coordinator.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(coordinator.get_by_text("Polish").first).to_be_visible()
    assert people("guest.third").request.get(address).status == 404
    assert people("expert.pl").request.get(address).status == 404
