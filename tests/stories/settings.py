"""As on a laptop, except that everything written lies in the folder of the run and mails are kept as files."""

from pathlib import Path

from config.environment import env
from config.settings.dev import *

FOLDER = Path(env.str("STORIES_FOLDER"))
FILES_ROOT = FOLDER / "files"
MEDIA_ROOT = FOLDER / "media"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = FOLDER / "mails"
# Every account of the demo signs in many times here; how a password is hashed is tested elsewhere.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
