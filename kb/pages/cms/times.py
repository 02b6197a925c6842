"""Wagtail takes the time zone from a row of its own; here it is the one of the person's profile."""

from wagtail.users.models import UserProfile

from networks.people.models import Expert


def show_own_times(expert: Expert) -> None:
    """Let Wagtail show times in this person's zone. The row is the one it asks next, and is not saved."""
    profile = getattr(expert, "wagtail_userprofile", None) or UserProfile(user=expert)
    profile.current_time_zone = expert.timezone
    expert.wagtail_userprofile = profile
