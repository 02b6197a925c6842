"""What is talked about, on a network's home."""

from django.urls import reverse
from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.discussions.queries import topics_of
from networks.spaces.home_sections import HomeItem, HomeSection, register_home_section
from networks.spaces.models import Network

LINES = 6


def live_topics(viewer: Viewer, network: Network) -> HomeSection:
    """The topics with the newest contributions that the viewer may read."""
    topics = topics_of(viewer, network)[:LINES]
    address = reverse("discussions:list", args=[network.slug])
    return HomeSection(
        title=_("Discussions"),
        items=[
            HomeItem(
                title=each.title,
                url=each.get_absolute_url(),
                at=each.last_activity,
                label=each.marking.label,
                note=each.get_state_display(),
            )
            for each in topics
        ],
        url=address,
        empty=_("No discussions yet. Ask the first question."),
    )


register_home_section("discussions", live_topics, 10)
