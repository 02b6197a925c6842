"""Where things are remembered for a while: pages' own in each process, what is counted for everybody in one place.

django-allauth counts attempts and marks used codes in the default cache. Those must hold over all processes, so they go
to the cache `counts`: Redis, or a table where there is none. Everything else stays in the process, as fast as before.
"""

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

# allauth's attempts and used codes, and tokens of EU Login that were used.
COUNTED = ("allauth", "jwt:")


class CountsAway(Exception):
    """Attempts cannot be counted now: what is limited is refused, everything else goes on."""


class PagesAndCounts(LocMemCache):
    """Memory of this process, except for what has to be counted once for all processes."""

    def add(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """Django's `add`."""
        return bool(
            caches["counts"].add(key, *args, **kwargs) if _counted(key) else super().add(key, *args, **kwargs)
        )

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """Django's `get`."""
        return (
            caches["counts"].get(key, *args, **kwargs) if _counted(key) else super().get(key, *args, **kwargs)
        )

    def set(self, key: str, *args: Any, **kwargs: Any) -> None:
        """Django's `set`."""
        if _counted(key):
            caches["counts"].set(key, *args, **kwargs)
        else:
            super().set(key, *args, **kwargs)

    def delete(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """Django's `delete`."""
        found = (
            caches["counts"].delete(key, *args, **kwargs)
            if _counted(key)
            else super().delete(key, *args, **kwargs)
        )
        return bool(found)


class CountsInRedis(RedisCache):
    """Redis for counts. CountsAway when it does not answer: nobody gets tries that are not counted."""

    def add(self, *args: Any, **kwargs: Any) -> Any:
        """Django's `add`."""
        return _asked(super().add, *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Django's `get`."""
        return _asked(super().get, *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        """Django's `set`."""
        return _asked(super().set, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Django's `delete`."""
        return _asked(super().delete, *args, **kwargs)


def _counted(key: str) -> bool:
    return str(key).startswith(COUNTED)


def _asked(method: Any, *args: Any, **kwargs: Any) -> Any:
    try:
        return method(*args, **kwargs)
    except (RedisError, OSError) as reason:
        raise CountsAway("Redis does not answer.") from reason
