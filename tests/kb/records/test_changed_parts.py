"""What changed between two versions, child rows included."""

from tests.kb.world import World


def _parts(*titles: str) -> dict[str, str]:
    rows = {f"building_blocks-{place}-title": title for place, title in enumerate(titles)}
    return rows | {"building_blocks-TOTAL_FORMS": str(len(titles)), "building_blocks-INITIAL_FORMS": "0"}


def test_a_reviewer_sees_which_parts_came_and_which_went(world: World) -> None:
    practice = world.share(**_parts("A lane of its own", "A sign"))
    world.decide("ncp", practice, "return", reason="Name the third part.")
    edit = f"{practice.get_absolute_url()}edit/"
    version = world.browser("author").get(edit).context["version"]
    sent = world.fields(**_parts("A lane of its own", "A lamp that flashes"), version=version)
    assert world.browser("author").post(edit, sent).status_code == 302
    page = world.browser("ncp").get(f"{practice.get_absolute_url()}review/").content.decode()
    assert "flashes" in page.split("What was done")[0]
    assert "A lane of its own" not in page.split("What was done")[0]
    assert "Sort order" not in page
