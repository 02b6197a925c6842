"""PostgreSQL 15 or newer from the machine or from Debian's packages."""

import secrets
import signal
from pathlib import Path

import psycopg

from tests.services.home import account
from tests.services.packages import require_program
from tests.services.processes import run
from tests.services.service import Service

USER = "limes"
FOLDERS = ("/usr/lib/postgresql/*/bin",)
# For tests only: what a crash of the machine may lose is thrown away afterwards anyway.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
COMMON = {"shared_buffers": "128MB", "max_connections": "100", "max_wal_size": "512MB", "timezone": "UTC"}


class PostgreSQL(Service):
    """A cluster of its own. ``durable=True`` keeps every safeguard on, as the fault tests need it."""

    name = "postgresql"
    variable = "DATABASE_URL"
    stop_signal = signal.SIGINT  # "fast": ends sessions, leaves a clean data folder

    def __init__(self, home: Path | None = None, *, durable: bool = False) -> None:
        super().__init__(home)
        self.durable = durable

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def obtain(self) -> None:
        self._program("postgres")

    def prepare(self, port: int) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        password = self.folder / "password"
        password.write_text(secrets.token_urlsafe(18))
        password.chmod(0o644 if account() else 0o600)
        command = [
            self._program("initdb"),
            "-D",
            str(self.data),
            "-U",
            USER,
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]
        run(
            [*command, "--auth=scram-sha-256", f"--pwfile={password}", "--data-checksums"],
            account(),
            self.folder,
        )
        password.chmod(0o600)

    def command(self, port: int) -> list[str]:
        settings = {**COMMON, **({} if self.durable else FAST)}
        listening = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self._program("postgres"), "-D", str(self.data), "-p", str(port), *listening, *options]

    def url(self, port: int) -> str:
        password = (self.folder / "password").read_text()
        return f"postgres://{USER}:{password}@127.0.0.1:{port}/{USER}"

    def answers(self, url: str) -> bool:
        try:
            with psycopg.connect(
                url.rpartition("/")[0] + "/postgres", autocommit=True, connect_timeout=2
            ) as connection:
                self._create_database(connection)
        except psycopg.OperationalError:
            return False
        return True

    @staticmethod
    def _create_database(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [USER]).fetchone():
            connection.execute(f"CREATE DATABASE {USER}")

    @staticmethod
    def _program(name: str) -> str:
        return require_program(name, packages=("postgresql",), also=FOLDERS)
