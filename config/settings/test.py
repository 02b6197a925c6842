"""Tests: fast password hashes, mail kept in memory, the same code otherwise."""

import tempfile
from pathlib import Path

from config.environment import optional
from config.settings.base import *

LIMES_ENV = "test"
DEBUG = False
SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TEST_VAR = Path(tempfile.mkdtemp(prefix="limes-test-"))
FILES_ROOT = TEST_VAR / "files"
MEDIA_ROOT = TEST_VAR / "media"
RELAY_IN_PROCESS = False

# A file kept between runs (`pytest --reuse-db`): migrating an empty database takes most of a short run.
if optional("LIMES_TEST_DB"):
    DATABASES["default"]["TEST"] = {"NAME": optional("LIMES_TEST_DB")}
# Tests search faster than people do; those about limits set their own.
RATE_LIMITS |= {"search": "1200/m/key", "suggest": "2400/m/key"}
