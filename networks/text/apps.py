from django.apps import AppConfig

from networks.text.form_fields import take_tidy_text


class TextConfig(AppConfig):
    """Text that people type."""

    name = "networks.text"
    label = "text"

    def ready(self) -> None:
        """All forms take tidy text."""
        take_tidy_text()
