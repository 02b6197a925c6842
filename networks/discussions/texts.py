"""What may be said: bounds of a post, and its HTML."""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from networks.discussions.models import Topic
from networks.discussions.refusals import Refused
from networks.people.models import Expert
from networks.prose import Pointer, PointerKind, Target, mentions, render
from networks.spaces.models import Membership
from networks.text.characters import typed, typed_line

LONGEST_POST = 20_000
LONGEST_TITLE = 200


def clean_body(text: str) -> str:
    """The Markdown as it is kept. Refused when empty or longer than 20,000 characters."""
    body = typed(text)
    if not body:
        raise Refused(_("The post is empty. Enter a text."))
    if len(body) > LONGEST_POST:
        raise Refused(
            _(
                "The post has %(length)s characters; %(limit)s fit. Shorten it or attach the text as a document."
            )
            % {"length": len(body), "limit": LONGEST_POST}
        )
    return body


def clean_title(text: str) -> str:
    """The title as it is kept: one line. Refused when empty or longer than 200 characters."""
    title = typed_line(text)
    if not title:
        raise Refused(_("Enter a title for the discussion."))
    if len(title) > LONGEST_TITLE:
        raise Refused(_("The title is longer than %(limit)s characters.") % {"limit": LONGEST_TITLE})
    return title


def html_of(topic: Topic, body: str) -> str:
    """The HTML every reader of the topic sees. Somebody called with @ is linked when they sit in a network of the topic.

    Whether they may read it does not matter: a link would tell who is named for it. Those who sit elsewhere stay a handle:
    guests read along, and learn no names.
    """
    return str(render(body, prefix="p", resolve=_resolver(topic, body)))


def _resolver(topic: Topic, body: str) -> Callable[[Pointer], Target | None]:
    handles = mentions(body)
    seats = Membership.objects.active().filter(network__markings=topic.marking_id).values("expert_id")
    called = Expert.objects.active().filter(handle__in=handles, pk__in=seats) if handles else []
    people = {each.handle: each for each in called}

    def resolve(pointer: Pointer) -> Target | None:
        found = people.get(pointer.key) if pointer.kind is PointerKind.MENTION else None
        return Target(profile_of(found.handle), f"@{found.full_name}") if found else None

    return resolve


def profile_of(handle: str) -> str:
    """Address of a person's profile."""
    try:
        return reverse("people:profile", args=[handle])
    except NoReverseMatch:
        return f"/people/{handle}/"
