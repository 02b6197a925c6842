"""Topics, their posts, and the gapless sequence of what happened in them."""

from networks.discussions.models.change import Change
from networks.discussions.models.post import Post
from networks.discussions.models.reaction import Reaction
from networks.discussions.models.reading import Reading
from networks.discussions.models.topic import Topic

__all__ = ["Change", "Post", "Reaction", "Reading", "Topic"]
