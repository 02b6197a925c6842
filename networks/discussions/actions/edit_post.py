"""Changing one's own words."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.discussions.access import check_discuss, post_for
from networks.discussions.enums import ChangeKind
from networks.discussions.models import Post
from networks.discussions.refusals import EditConflict, Refused
from networks.discussions.sequence import lock, write_change
from networks.discussions.texts import clean_body, html_of
from networks.events.recording import record


@transaction.atomic
def edit_post(viewer: Viewer, reference: str, seq: int, *, body: str, version: int) -> Post:
    """The post with its new text. `version` is the one the writer started from.

    Raises Http404, PermissionDenied (not the author), Refused (empty, too long, closed), EditConflict (another version
    was saved meanwhile: carries it).
    """
    found = post_for(viewer, reference, seq)
    author = check_discuss(viewer, found.topic)
    if found.author_id != author.pk:
        raise PermissionDenied(_("Only the author of a post can edit it."))
    topic = lock(found.topic)
    post = Post.objects.select_related("author").get(pk=found.pk)
    if not topic.is_talking:
        raise Refused(_("This discussion is closed. Your edit was not saved."))
    text = clean_body(body)
    if post.body == text and not post.is_removed:
        return post
    if post.version != version or post.is_removed:
        raise EditConflict(post)
    post.body, post.html = text, html_of(topic, text)
    post.version, post.edited_at = version + 1, timezone.now()
    post.save(update_fields=["body", "html", "version", "edited_at"])
    change = write_change(topic, ChangeKind.CHANGED, post)
    record("topic.edited", topic, actor=author, seq=change, post=post.seq)
    return post
