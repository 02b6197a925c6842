"""The Elasticsearch server as the vendor publishes it for integration tests, with our analysis plugin.

The archive is complete but for the analysis modules. The Lucene classes behind them are in its own
``lib/``; the plugin under ``elasticsearch_plugin/`` registers them under their official names.
"""

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.services.errors import ServiceFailed, ServiceUnavailable
from tests.services.home import own
from tests.services.maven import Artefact, fetch
from tests.services.packages import find_program, install

VERSION = "8.19.9"
SERVER = Artefact(
    f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}",
    "6a0603db2b0406776dcf15df248294941f310e9183ca18a219bc8c6d57546ff0",
    "zip",
)
LIBRARIES = (
    Artefact(
        "org.apache.lucene:lucene-analysis-icu:9.12.2",
        "4cb8039065c433d50095daf7a2ef2c39c3800d67b1520dfd8ff63688fc215f68",
    ),
    Artefact(
        "org.apache.lucene:lucene-analysis-stempel:9.12.2",
        "8c1c101b7fcdf48432cf409317ec58753182c2947aa34c0de7ab419ba16746c3",
    ),
    Artefact("com.ibm.icu:icu4j:74.2", "95c055080e14c093ebeeba5b733e1a1be7a4af5854668c774cedf070d4240e43"),
)
PLUGIN_SOURCE = Path(__file__).parent / "elasticsearch_plugin"
PLUGIN = "limes-test-analysis"
JAVA_PACKAGES = ("openjdk-17-jdk-headless",)
JAVA_FOLDERS = ("/usr/lib/jvm/java-17*/bin",)


def java_home() -> Path:
    """Home of a Java 17 that can compile; installed from Debian's packages when missing."""
    compiler = _compiler()
    if compiler is None:
        install(JAVA_PACKAGES)
        compiler = _compiler()
    if compiler is None:
        raise ServiceUnavailable("No Java 17 compiler (javac) here.")
    return Path(compiler).resolve().parents[1]


def _compiler() -> str | None:
    """Debian's Java 17 first: another version on PATH may be too new for this server."""
    homes = sorted(Path("/usr/lib/jvm").glob("java-17*/bin/javac"))
    return str(homes[0]) if homes else find_program("javac", also=JAVA_FOLDERS)


def install_archive(folder: Path) -> Path:
    """Unpacked server with the plugin inside ``folder``; done once for each state of the plugin's source."""
    root = folder / f"elasticsearch-{VERSION}"
    stamp = root / "limes-plugin.sha256"
    wanted = _source_sum()
    if stamp.exists() and stamp.read_text() == wanted:
        return root
    downloads = folder / "downloads"
    if not (root / "bin").exists():
        _unpack(fetch(SERVER, downloads), folder)
    _install_plugin(root, [fetch(library, downloads) for library in LIBRARIES])
    stamp.write_text(wanted)
    own(root)
    return root


def _source_sum() -> str:
    digest = hashlib.sha256()
    for path in sorted(PLUGIN_SOURCE.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack with the permissions written in the archive, which zipfile alone would drop."""
    with zipfile.ZipFile(archive) as content:
        for entry in content.infolist():
            path = Path(content.extract(entry, folder))
            mode = entry.external_attr >> 16
            if mode and not entry.is_dir():
                path.chmod(mode & 0o777)


def _install_plugin(root: Path, libraries: list[Path]) -> None:
    target = root / "plugins" / PLUGIN
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copy(PLUGIN_SOURCE / "plugin-descriptor.properties", target)
    for library in libraries:
        shutil.copy(library, target)
    with tempfile.TemporaryDirectory() as classes:
        _compile(Path(classes), [*root.glob("lib/*.jar"), *libraries])
        _pack(Path(classes), target / f"{PLUGIN}.jar")


def _compile(classes: Path, libraries: list[Path]) -> None:
    sources = [str(path) for path in sorted(PLUGIN_SOURCE.rglob("*.java"))]
    path = ":".join(str(library) for library in libraries)
    command = [
        str(java_home() / "bin" / "javac"),
        "--release",
        "17",
        "-nowarn",
        "-cp",
        path,
        "-d",
        str(classes),
        *sources,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ServiceFailed(f"The analysis plugin does not compile:\n{done.stderr[-2000:]}")


def _pack(classes: Path, jar: Path) -> None:
    with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(classes.rglob("*.class")):
            archive.write(path, path.relative_to(classes))
