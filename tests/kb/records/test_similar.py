"""The hint that others wrote of the same, while a title is typed."""

from tests.kb.world import World


def test_those_as_near_stand_newest_first_whatever_else_was_written_meanwhile(world: World) -> None:
    titles = [f"Sealed lorries at night, part {number}" for number in range(3)]
    for title in titles:
        world.publish(title=title)
    answer = world.browser("colleague").get("/kb/practices/similar/?title=Sealed lorries at night")
    assert [each["title"] for each in answer.json()["items"]] == titles[::-1]
