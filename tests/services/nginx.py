"""nginx with the configuration Limes is installed with, its addresses mapped to this machine."""

import re
import socket
from pathlib import Path

from tests.services.home import REPOSITORY
from tests.services.packages import require_program
from tests.services.service import Service

CONFIGURATION = REPOSITORY / "docker" / "nginx.conf"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Nginx(Service):
    """The front of an installation: ``/ws/`` goes to ``live``, everything else to ``web`` (``host:port``)."""

    name = "nginx"
    variable = "SITE_URL"

    def __init__(self, home: Path | None = None, *, web: str, live: str) -> None:
        super().__init__(home)
        self.upstreams = {"web": web, "live": live}

    def obtain(self) -> None:
        self.program()

    @staticmethod
    def program() -> str:
        return require_program("nginx", packages=("nginx-light",))

    @property
    def configuration(self) -> Path:
        return self.folder / "nginx.conf"

    def prepare(self, port: int) -> None:
        for name in TEMPORARY:
            (self.folder / "tmp" / name).mkdir(parents=True, exist_ok=True)
        self.configuration.write_text(self._mapped(port))

    def _mapped(self, port: int) -> str:
        text = CONFIGURATION.read_text()
        for name, address in self.upstreams.items():
            text = re.sub(rf"server {name}:\d+", f"server {address}", text)
        text = re.sub(r"listen \d+", f"listen 127.0.0.1:{port}", text)
        text = re.sub(r"/tmp/nginx/(\w+)", lambda found: str(self.folder / "tmp" / found[1]), text)
        return text.replace("/dev/stdout", str(self.folder / "access.log"))

    def command(self, port: int) -> list[str]:
        files = ["-p", str(self.folder), "-c", str(self.configuration), "-e", "stderr"]
        return [self.program(), *files, "-g", "daemon off;"]

    def check_command(self, port: int) -> list[str]:
        """``nginx -t`` on the mapped configuration."""
        return [*self.command(port), "-t"]

    def url(self, port: int) -> str:
        return f"http://127.0.0.1:{port}"

    def answers(self, url: str) -> bool:
        host, _, port = url.removeprefix("http://").partition(":")
        with socket.socket() as probe:
            probe.settimeout(2)
            return probe.connect_ex((host, int(port))) == 0
