"""Production's settings for a server that a test starts: static files as they are, plain HTTP on loopback."""

from config.settings.production import *

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
SECURE_SSL_REDIRECT = False
