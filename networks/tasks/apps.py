from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TasksConfig(AppConfig):
    """What people are expected to do, gathered from all rooms."""

    name = "networks.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Find the `task_sources.py` of all rooms."""
        autodiscover_modules("task_sources")
