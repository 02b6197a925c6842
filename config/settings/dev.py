"""A laptop: everything embedded, nothing to install besides Python and Node."""

from config.environment import VAR_DIR, env
from config.settings.base import *
from config.settings.local_key import local_secret_key

LIMES_ENV = "dev"
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR.mkdir(exist_ok=True)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or ["*"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
RELAY_IN_PROCESS = True
# Measuring and testing programs search from one address, much faster than people do.
RATE_LIMITS |= {"search": f"{env.int('SEARCHES_A_MINUTE', default=1200)}/m/key", "suggest": "2400/m/key"}
