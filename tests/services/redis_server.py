"""Redis 7 from the machine or from Debian's packages."""

import secrets

import redis

from tests.services.packages import require_program
from tests.services.service import Service


class Redis(Service):
    """A Redis that keeps nothing on disk and asks for a password."""

    name = "redis"
    variable = "REDIS_URL"

    def obtain(self) -> None:
        self._program()

    def prepare(self, port: int) -> None:
        kept = self.folder / "password"
        if not kept.exists():
            kept.write_text(secrets.token_urlsafe(18))
        lines = [
            f"port {port}",
            "bind 127.0.0.1",
            f"dir {self.folder}",
            f"requirepass {kept.read_text()}",
            'save ""',
            "appendonly no",
            "daemonize no",
        ]
        configuration = self.folder / "redis.conf"
        configuration.write_text("\n".join(lines) + "\n")
        configuration.chmod(0o600)

    def command(self, port: int) -> list[str]:
        return [self._program(), str(self.folder / "redis.conf")]

    def url(self, port: int) -> str:
        return f"redis://:{(self.folder / 'password').read_text()}@127.0.0.1:{port}/0"

    def answers(self, url: str) -> bool:
        try:
            with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    @staticmethod
    def _program() -> str:
        return require_program("redis-server", packages=("redis-server",))
