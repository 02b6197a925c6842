"""Who signs in and how: e-mail and password by django-allauth, no self-registration."""

from typing import Any

from config import eu_login
from config.environment import env, optional

AUTH_USER_MODEL = "people.Expert"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "networks.people.backends.SignInBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {
            "user_attributes": ("email", "given_name", "family_name", "full_name", "phone", "job_title")
        },
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "networks.people.passwords.EasyToGuess"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# No anonymous person in the tables: a visitor is a Viewer with the token `all`, nothing else.
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False

ACCOUNT_ADAPTER = "networks.people.adapter.InvitedOnlyAdapter"
SOCIALACCOUNT_ADAPTER = "networks.people.adapter.InvitedOnlySocialAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "networks.people.reset_links.LinksOfTheActive"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {
    "login": "networks.people.forms.SignInForm",
    "reauthenticate": "networks.people.forms.PasswordAgainForm",
    "reset_password": "networks.people.forms.NewPasswordForm",
    "reset_password_from_key": "networks.people.forms.ChosenPasswordForm",
    "change_password": "networks.people.forms.OtherPasswordForm",
    "set_password": "networks.people.forms.OwnPasswordForm",
}
# Wrong passwords are counted by axes below, in the database; allauth's own count is kept per process.
# A whole administration may stand behind one address, so pages are counted generously.
# `login_failed` counts wrong codes of one person's second factor: passwords are left to axes (networks.people.adapter).
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "10/15m/key", "reset_password": "20/m/ip,5/m/key"}
# Our own (networks.people.attempts): by person, or by address where nobody is signed in. Typing help asks with each letter.
SEARCHES_A_MINUTE = env.int("SEARCHES_A_MINUTE", default=60)
RATE_LIMITS = {
    "search": f"{SEARCHES_A_MINUTE}/m/key",
    "suggest": f"{SEARCHES_A_MINUTE * 4}/m/key",
    "invitation": "60/m/key",
    "break_glass": "20/h/key",
    # Tokens that open nothing, by the address they come from.
    "token": "30/m/key",
}
SOCIALACCOUNT_ONLY = False

# Second factors. A code works once and for half a minute: no tolerance, so that none can be used twice.
MFA_ADAPTER = "networks.people.factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Limes"
# A passkey cannot be guessed, and a whole administration may stand behind one address.
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_FORMS = {
    "authenticate": "networks.people.factor_forms.CodeForm",
    "reauthenticate": "networks.people.factor_forms.CodeAgainForm",
    "activate_totp": "networks.people.factor_forms.FirstCodeForm",
    "add_webauthn": "networks.people.factor_forms.PasskeyForm",
    "login_webauthn": "networks.people.factor_forms.AloneForm",
}
# Accounts that `seed_demo` made are not asked for a second factor, where there may be a demo world at all.
DEMO_ACCOUNTS = True

# EU Login: offered as soon as its three variables are set. Addresses count only when the provider has verified them.
OIDC_SERVER_URL = optional("OIDC_SERVER_URL")
OIDC_NAME = optional("OIDC_NAME") or "EU Login"
SOCIALACCOUNT_PROVIDERS = eu_login.providers(
    OIDC_SERVER_URL, OIDC_NAME, optional("OIDC_CLIENT_ID"), optional("OIDC_CLIENT_SECRET")
)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

# A phone that was told to stays signed in for 14 days; otherwise the session ends with the browser.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Sign-in attempts are counted in the database, so the limit holds with Redis away and across processes.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "networks.people.attempts.attempted_address"
AXES_CLIENT_IP_CALLABLE = "networks.people.attempts.line_of"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
