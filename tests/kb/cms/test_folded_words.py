"""Lists and choosers of the CMS and the hint at like titles find words however they are spelt."""

from typing import Any

import pytest
from wagtail.images import get_image_model

from networks.access.enums import Label
from tests.kb.cms.test_knowledge import LIST
from tests.kb.pages.conftest import picture
from tests.kb.records.test_readable_by_everybody import BOTH, ENGLISH, in_polish
from tests.kb.world import World

TITLE = "Żółte światło dla pustych ciężarówek"


@pytest.mark.parametrize("asked", ["zolte", "ŻÓŁTE", "swiatlo ciezarowek", "Z\u0307o\u0301łte"])
def test_records_are_found_in_lists_and_choosers(world: World, asked: str) -> None:
    practice = world.publish(title=TITLE, label=Label.GREEN.value)
    other = world.publish(
        title="Something else", label=Label.GREEN.value, key="5f0e4a0e-2f0c-4f0e-8a3c-1f1f1f1f1f1f"
    )
    steward, editor = world.browser("steward"), world.browser("editor")
    for page in (steward.get(LIST, {"q": asked}), editor.get("/cms/records/choose/results/", {"q": asked})):
        text = page.content.decode()
        assert practice.reference in text
        assert other.reference not in text


def test_stewards_and_editors_see_the_english_title_first(world: World) -> None:
    practice = world.publish(**in_polish(world, label=Label.GREEN.value))
    steward, editor = world.browser("steward"), world.browser("editor")
    assert BOTH.search(steward.get(LIST).content.decode())
    assert BOTH.search(editor.get("/cms/records/choose/").json()["html"])
    chosen = editor.get(f"/cms/records/choose/chosen/{practice.reference}/").json()
    assert chosen["result"]["title"] == ENGLISH


@pytest.mark.parametrize("asked", ["zolte swiatlo", "ŻÓŁTE ŚWIATŁO", "Światło, żółte"])
def test_like_titles_are_hinted_at(world: World, asked: str) -> None:
    practice = world.publish(title=TITLE)
    answer = world.browser("member").get("/kb/practices/similar/", {"title": asked})
    assert practice.get_absolute_url() in answer.content.decode()


@pytest.mark.parametrize("asked", ["zolte", "Żółte", "ŻÓŁ"])
def test_pages_and_images_are_found(world: World, news: Any, asked: str) -> None:
    page = news(title=TITLE)
    image = get_image_model()(title=TITLE, file=picture())
    image._set_image_file_metadata()
    image.save()
    editor = world.browser("editor")
    assert f"/cms/pages/{page.pk}/edit/" in editor.get("/cms/pages/search/", {"q": asked}).content.decode()
    assert f"/cms/images/{image.pk}/" in editor.get("/cms/images/", {"q": asked}).content.decode()
