"""Links to a new password: they work for whoever may sign in at that moment."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.base_user import AbstractBaseUser

from networks.events.models import Event
from networks.people.models import Expert
from networks.people.today import today


class LinksOfTheActive(EmailAwarePasswordResetTokenGenerator):
    """allauth's links, which would also let somebody suspended or expired choose the password of a stopped account."""

    def check_token(self, user: AbstractBaseUser | None, token: str | None) -> bool:
        """Asked when the page is opened and again when the form is sent. No other answer than for a link that is too old."""
        return isinstance(user, Expert) and user.is_active_on(today()) and super().check_token(user, token)

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        """A link made before the account was stopped does not come back with it."""
        stops = Event.objects.filter(
            subject_type="people.expert", subject_id=user.pk, kind__in=("person.suspended", "person.left")
        ).count()
        return f"{super()._make_hash_value(user, timestamp)}{stops or ''}"
