from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """Topics and posts."""

    name = "networks.discussions"
    label = "discussions"
