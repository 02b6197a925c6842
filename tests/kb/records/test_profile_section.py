"""What somebody published stands on their profile, for those who read it."""

import pytest

from networks.access.enums import Label
from tests.kb.world import World

pytestmark = pytest.mark.django_db


def test_a_profile_shows_what_the_reader_may_read_of_what_its_person_published(world: World) -> None:
    public = world.publish(title="For everybody", label=Label.CLEAR.value)
    known = world.publish(
        title="Only its summary", summary_label=Label.GREEN.value, key="5f0e4a0e-2f0c-4f0e-8a3c-1f1f1f1f1f1f"
    )
    draft = world.share(title="Not yet out", key="6f0e4a0e-2f0c-4f0e-8a3c-1f1f1f1f1f1f")
    address = f"/people/{world.people['author'].handle}/"
    inside, outside = (world.browser(name).get(address).content.decode() for name in ("member", "outsider"))
    assert public.title in inside
    assert known.title in inside
    assert public.title in outside
    assert known.title not in outside
    assert draft.title not in inside + outside
    assert (
        "Published"
        not in world.browser("author").get(f"/people/{world.people['finn'].handle}/").content.decode()
    )
