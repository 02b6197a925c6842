"""Where data lives: database, cache, channel layer, Elasticsearch, files. Empty variables mean the embedded default."""

from typing import Any

from config.environment import VAR_DIR, env, optional

DATABASE_URL = optional("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'limes.sqlite3'}"
REDIS_URL = optional("REDIS_URL")
ELASTICSEARCH_URL = optional("ELASTICSEARCH_URL")
ELASTICSEARCH_INDEX = optional("ELASTICSEARCH_INDEX") or "limes"

DATABASES: dict[str, dict[str, Any]] = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Immediate transactions take the write lock at the start, so two writers wait instead of failing half way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 5

# Short timeouts: a Redis that hangs must cost a page a second at most, never the page itself.
REDIS_TIMEOUT_SECONDS = 1
# Pages remember in their process; attempts and used codes are counted once for all processes (config.caches).
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "config.caches.PagesAndCounts"},
    "counts": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_count",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
if REDIS_URL:
    CACHES["counts"] = {
        "BACKEND": "config.caches.CountsInRedis",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "limes",
        "OPTIONS": {
            "socket_timeout": REDIS_TIMEOUT_SECONDS,
            "socket_connect_timeout": REDIS_TIMEOUT_SECONDS,
        },
    }
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": REDIS_TIMEOUT_SECONDS}]},
    }

# Sessions stay in the database: losing Redis must not sign anybody out.
SESSION_ENGINE = "django.contrib.sessions.backends.db"

FILES_ROOT = VAR_DIR / "files"
MEDIA_ROOT = VAR_DIR / "media"
# Nothing is served from here by itself: images of pages leave through a view that asks the rule (kb.pages.views).
MEDIA_URL = "/files/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
