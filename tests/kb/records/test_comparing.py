"""Two versions side by side read as the text reads: paragraphs and lists marked, names instead of numbers, nothing unsafe."""

import re
from time import perf_counter
from typing import Any

import pytest

from kb.practices.models import Practice
from kb.records.comparing import differences, split_prose
from kb.records.enums import Vocabulary
from kb.records.history import revisions_of
from kb.records.models import Term
from tests.kb.world import World

pytestmark = pytest.mark.storage


def changed(world: World, before: dict[str, Any], after: dict[str, Any]) -> str:
    practice = world.share(**before)
    world.decide("ncp", practice, "return", reason="Say more.")
    browser, address = world.browser("author"), f"{practice.get_absolute_url()}edit/"
    version = browser.get(address).context["version"]
    assert browser.post(address, world.fields(version=version, **after)).status_code == 302
    newest = len(revisions_of(Practice.objects.get(pk=practice.pk)))
    page = browser.get(f"{practice.get_absolute_url()}history/{newest - 1}/{newest}/")
    assert page.status_code == 200
    return str(page.content.decode())


def test_paragraphs_and_items_are_marked_as_they_read(world: World) -> None:
    before = "First **bold**.\n\nScales see 300 parcels a day.\n\n- one\n- two\n- three"
    after = "First **bold**.\n\nScales see 400 parcels a day.\n\n- one\n- zwei\n- three\n- four"
    page = changed(world, {"body": before}, {"body": after})
    assert "<h3>What was done</h3>" in page
    assert "Scales see <del>300</del><ins>400</ins> parcels a day." in page
    assert re.search(r'<del class="block-went"><ul>\s*<li>two</li>\s*</ul>', page)
    assert re.search(r'<ins class="block-came"><ul>\s*<li>zwei</li>\s*</ul>', page)
    assert "<strong>bold</strong>" in page and "**" not in page


def test_a_phrase_that_was_replaced_is_read_whole(world: World) -> None:
    page = changed(world, {"body": "Lorries wait in one lane."}, {"body": "Lorries queue before two lanes."})
    assert "Lorries <del>wait in one lane.</del><ins>queue before two lanes.</ins>" in page


def test_terms_choices_and_rows_go_by_their_names(world: World) -> None:
    weighing = Term.objects.create(vocabulary=Vocabulary.TOPIC, code="weighing", name="Weighing")
    rows = {
        "building_blocks-TOTAL_FORMS": "1",
        "building_blocks-0-title": "A lamp",
        "building_blocks-0-text": "It *flashes*.",
    }
    page = changed(world, {"cost_band": "none"}, {"topics": [weighing.code], "cost_band": "10k_50k", **rows})
    assert "<del>Queues</del>" in page and "<ins>Weighing</ins>" in page
    assert "<ins>€10,000 to €50,000</ins>" in page
    assert "A lamp" in page and "<em>flashes</em>" in page


def test_what_did_not_change_is_folded_by_its_label(world: World) -> None:
    page = changed(world, {"title": "Before"}, {"title": "After"})
    folded = page[page.index("Unchanged fields") :]
    assert "What was done" in folded[: folded.index("</details>")]


@pytest.mark.parametrize(
    "nasty", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a &lt;b&gt; & <i>"]
)
def test_what_was_typed_is_never_markup(world: World, nasty: str) -> None:
    page = changed(
        world, {"title": nasty, "body": f"{nasty} one"}, {"title": f"{nasty} b", "body": f"{nasty} two"}
    )
    assert "<script>alert" not in page and "<img src=x" not in page and "<i>" not in page


@pytest.mark.parametrize("piece", ["same\n\n", "- x\n", "```\n", "w ", "a\n\nb\n\n"])
def test_comparing_grows_with_the_text_and_not_with_its_square(world: World, piece: str) -> None:
    practice = world.share(save="draft").get_latest_revision_as_object()

    def spent(times: int) -> float:
        old, new = Practice(title="a"), Practice(title="b")
        old.content_type = new.content_type = practice.content_type
        old.body, new.body = f"x\n\n{piece * times}\n\ny", f"z\n\n{piece * times}{piece * times}\n\nq"
        start = perf_counter()
        differences(old, new)
        return perf_counter() - start

    spent(100)
    assert spent(8000) < 20 * max(spent(1000), 0.02)


def test_code_stays_whole() -> None:
    assert split_prose("a\n\n```\nx\n\n- y\n```\n\nb") == ["a", "```\nx\n\n- y\n```", "b"]
