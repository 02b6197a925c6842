"""A single Elasticsearch node of the version Limes runs on."""

import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from tests.services.elasticsearch_archive import install_archive, java_home
from tests.services.home import default_home, own
from tests.services.processes import spare_port
from tests.services.service import Service

SETTINGS = {
    "discovery.type": "single-node",
    "network.host": "127.0.0.1",
    "xpack.security.enabled": "false",
    "cluster.routing.allocation.disk.threshold_enabled": "false",
    # A write to an alias that is gone must fail, not make an index without mappings. As in production.
    "action.auto_create_index": ".*",
}
# A node that lives for minutes never earns back what the second compiler costs: half of all its processor time.
SHORT_LIFE = ("-XX:TieredStopAtLevel=1",)


class Elasticsearch(Service):
    """Listens on loopback without authentication; ``heap`` in megabytes."""

    name = "elasticsearch"
    variable = "ELASTICSEARCH_URL"
    patience = 180.0

    def __init__(self, home: Path | None = None, *, heap: int = 768) -> None:
        super().__init__(home)
        self.heap = heap
        self.archive = default_home() / "archives"

    @property
    def root(self) -> Path:
        return install_archive(self.archive)

    def obtain(self) -> None:
        java_home()
        own(self.archive)
        install_archive(self.archive)

    def prepare(self, port: int) -> None:
        configuration = self.folder / "config"
        if not configuration.exists():
            shutil.copytree(self.root / "config", configuration)
        for name in ("data", "logs", "tmp"):
            (self.folder / name).mkdir(exist_ok=True)
        (configuration / "elasticsearch.yml").write_text(self._settings(port))
        options = "\n".join([f"-Xms{self.heap}m", f"-Xmx{self.heap}m", *SHORT_LIFE, ""])
        (configuration / "jvm.options.d" / "limes.options").write_text(options)

    def _settings(self, port: int) -> str:
        own_settings = {
            "http.port": port,
            "transport.port": spare_port(),
            "path.data": self.folder / "data",
            "path.logs": self.folder / "logs",
        }
        return "".join(f"{name}: {value}\n" for name, value in {**SETTINGS, **own_settings}.items())

    def command(self, port: int) -> list[str]:
        return [str(self.root / "bin" / "elasticsearch")]

    def process_environment(self) -> dict[str, str]:
        return {
            "ES_JAVA_HOME": str(java_home()),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "HOME": str(self.folder),
        }

    def url(self, port: int) -> str:
        return f"http://127.0.0.1:{port}"

    def answers(self, url: str) -> bool:
        """Ready when the cluster is green or yellow; the archive does not answer ``GET /``."""
        try:
            with urllib.request.urlopen(f"{url}/_cluster/health?timeout=2s", timeout=5) as answer:
                return json.load(answer)["status"] in ("green", "yellow")
        except (urllib.error.URLError, ConnectionError, TimeoutError, json.JSONDecodeError):
            return False
