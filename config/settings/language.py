"""Languages and time. Times are stored in UTC and shown in the reader's zone (networks.people.time_zones)."""

from config.environment import BASE_DIR

LANGUAGE_CODE = "en"
# Interface languages that are translated so far; the language of a record may be any of the 24.
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
# What visitors see, and the day on which rights and deadlines end. Everybody signed in reads times in a zone of their own.
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True
