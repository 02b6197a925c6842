"""Languages and time. Times are stored in UTC and shown in the reader's zone."""

from config.environment import BASE_DIR

LANGUAGE_CODE = "en"
# Interface languages that are translated so far; the language of a record may be any of the 24.
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
