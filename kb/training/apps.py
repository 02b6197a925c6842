from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Trainers."""

    name = "kb.training"
    label = "training"
