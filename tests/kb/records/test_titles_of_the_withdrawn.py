"""What was withdrawn has no title any more for those who read its summary only."""

from networks.access.enums import Label
from networks.events import relay
from tests.kb.world import World

TITLE = "Lane of their own for empty lorries"


def test_an_answer_names_the_reference_and_not_the_title_of_what_was_withdrawn(world: World) -> None:
    practice = world.publish(label=Label.AMBER.value, summary_label=Label.GREEN.value, title=TITLE)
    at = practice.get_absolute_url()
    world.browser("outsider").post(f"{at}ask/", {"message": "We have queues too."})
    world.browser("author").post(f"{at}questions/", {"question": "1", "answer": "no", "words": ""})
    relay.drain()
    assert TITLE in world.browser("outsider").get("/workspace/notices/").content.decode()
    world.browser("author").post(f"{at}withdraw/", {"reason": "It was wrong."})
    notices = world.browser("outsider").get("/workspace/notices/").content.decode()
    assert TITLE not in notices
    assert practice.reference in notices
