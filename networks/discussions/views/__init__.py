"""Pages of discussions: short, and without a rule of their own."""

from networks.discussions.views.pages import new_topic, thread_page, topic_list, topic_page

__all__ = ["new_topic", "thread_page", "topic_list", "topic_page"]
