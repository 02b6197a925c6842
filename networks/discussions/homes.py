"""Where a topic is shown. One of a network has its own page; who ties a topic to something else says where that is."""

from collections.abc import Callable

from django.urls import reverse

from networks.discussions.models import Topic

FindHome = Callable[[Topic], str | None]
_finders: list[FindHome] = []


def register_home(find: FindHome) -> FindHome:
    """Hand in a function that knows the address of the page that shows a topic, or None when it is not one of its own."""
    if find not in _finders:
        _finders.append(find)
    return find


def home_of(topic: Topic) -> str:
    """The address of the page that shows the topic; a page of its own where nobody claims it."""
    if topic.network_id is None:
        for find in _finders:
            address = find(topic)
            if address:
                return address
    return topic.get_absolute_url()


def post_address(topic: Topic, seq: int) -> str:
    """The address of a post on the page that shows its topic."""
    return f"{home_of(topic)}#post-{seq}"


def action_address(topic: Topic, name: str, *further: int) -> str:
    """Where a form of the thread posts: `post`, `edit`, `remove`, `react`, `accept`, `close`, `reopen`, `read`."""
    return reverse(f"discussions:{name}", args=[topic.reference, *further])
