"""Production: refuses to start without what keeps it safe."""

from django.core.exceptions import ImproperlyConfigured

from config.environment import env, optional
from config.settings.base import *

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL")
missing = [name for name in REQUIRED if not optional(name)]
if missing:
    raise ImproperlyConfigured(f"Limes does not start in production without {', '.join(missing)}.")

# Who somebody is comes from this server over TLS: over plain HTTP anybody on the way could say so.
if OIDC_SERVER_URL and not OIDC_SERVER_URL.startswith("https://"):
    raise ImproperlyConfigured("OIDC_SERVER_URL begins with https:// in production.")

LIMES_ENV = "production"
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# nginx sets X-Forwarded-For to the one address it has seen (docker/nginx.conf).
BEHIND_PROXY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-limes"
CSRF_COOKIE_NAME = "__Host-limes-csrf"
RELAY_IN_PROCESS = False
# A process never holds more connections than this, however many threads it has: a thread that finds none free waits,
# and answers 503 when it has waited too long. docs/operations.md adds them up.
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": env.int("DATABASE_CONNECTIONS", default=4),
        "timeout": 10,
    }
# No account is excused from anything, whatever its row says.
DEMO_ACCOUNTS = False
