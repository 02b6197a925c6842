"""The last days of one's own account and tokens, for the calendar."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.people.models import PersonalToken
from networks.tasks.registry import Task, register_dates


def last_day_of_the_account(viewer: Viewer) -> Iterable[Task]:
    """After it nobody signs in with it."""
    expert = viewer.expert
    if expert and expert.expires_on:
        words, path = _("Last day of your account"), reverse("account_profile")
        yield Task("account/own", words, words, path, expert.expires_on, expert.joined_at)


def last_days_of_tokens(viewer: Viewer) -> Iterable[Task]:
    """A program that reads with one reads nothing from the next day on; the calendar itself is one."""
    path = reverse("account_tokens")
    for token in PersonalToken.objects.valid().filter(expert=viewer.expert_id):
        words = _("Last day of your token: %(name)s") % {"name": token.name}
        yield Task(f"token/{token.reference}", words, words, path, token.expires_on, token.created_at)


register_dates("account", last_day_of_the_account)
register_dates("tokens", last_days_of_tokens)
