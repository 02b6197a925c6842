"""Who may sign in: active people, by e-mail and password. Everybody else gets the answer of a wrong password."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from networks.people.addresses import canonical
from networks.people.models import Expert
from networks.people.passwords import normalised
from networks.people.today import today


class SignInBackend(AuthenticationBackend):
    """allauth's backend, except that suspended, expired and unconfirmed people are not told apart from unknown ones."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """Active today. Asked at sign-in and again on each request of an open session."""
        return isinstance(user, Expert) and user.is_active_on(today())

    def _authenticate_by_email(self, email: str, password: str) -> AbstractBaseUser | None:
        """Under the one spelling of the address: allauth compares letter by letter."""
        found: AbstractBaseUser | None = super()._authenticate_by_email(canonical(email), password)
        return found

    def _mitigate_timing_attack(self, password: str) -> None:
        """As much work as for a known address: a password in another form than its normal one is checked twice."""
        super()._mitigate_timing_attack(password)
        if normalised(password) != password:
            super()._mitigate_timing_attack(password)

    def _check_password(self, user: AbstractBaseUser | None, password: str) -> AbstractBaseUser | None:
        """allauth would remember a suspended person here and send them to a page of their own, which tells them apart."""
        if user is None:
            return None
        self._did_check_password = True
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
