"""The compose file starts a whole installation: nothing missing, nothing secret in it, nothing unpinned."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.install import compose_file
from tests.services.home import REPOSITORY

SERVERS = {"postgres", "redis", "elasticsearch", "web", "live", "worker", "nginx"}
OURS = {"web", "live", "worker"}
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "ELASTIC_PASSWORD", "EMAIL_URL")
REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL")
SETTINGS = "import config.settings.production as s; print(s.SITE_URL, *s.ALLOWED_HOSTS, s.DATABASES['default']['HOST'])"


def production_settings(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Production's settings read in a process that knows only these variables."""
    environment = {"PATH": os.environ["PATH"], "LIMES_ENV": "production", **variables}
    command = [sys.executable, "-c", SETTINGS]
    return subprocess.run(
        command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


def test_every_server_of_an_installation_is_there() -> None:
    assert set(compose_file.read()["services"]) == SERVERS | {"migrate"}


@pytest.mark.parametrize("name", sorted(SERVERS))
def test_every_server_says_how_to_see_that_it_is_well_and_comes_back(name: str) -> None:
    service = compose_file.service(name)
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(OURS))
def test_production_settings_accept_what_our_containers_are_given(name: str) -> None:
    read = production_settings(compose_file.service(name)["environment"])
    assert read.stdout.split() == ["https://limes.example.eu", "limes.example.eu", "postgres"], read.stderr


def test_production_settings_refuse_an_eu_login_without_tls() -> None:
    environment = compose_file.service("web")["environment"]
    for address, starts in (("http://login.example", False), ("https://login.example", True)):
        read = production_settings(environment | {"OIDC_SERVER_URL": address})
        assert (read.returncode == 0) is starts, read.stderr


@pytest.mark.parametrize("name", REQUIRED)
def test_production_settings_refuse_to_do_without(name: str) -> None:
    environment = compose_file.service("web")["environment"]
    read = production_settings({key: value for key, value in environment.items() if key != name})
    assert read.returncode != 0
    assert f"without {name}." in read.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_secrets_come_from_outside_and_have_no_default(name: str) -> None:
    asked = re.findall(rf"\$\{{{name}(:[^}}]*)?\}}", compose_file.raw())
    assert asked
    assert any(default.startswith(":?") for default in asked)
    assert not any(default.startswith(":-") for default in asked)


def test_the_example_names_every_variable_and_gives_away_no_secret() -> None:
    lines = [
        line.partition("=") for line in compose_file.EXAMPLE.read_text().splitlines() if "=" in line[:25]
    ]
    given = {name: value for name, _, value in lines if not name.startswith("#")}
    assert compose_file.variables_asked_for() == set(given)
    assert not any(given[name] for name in SECRETS)


def test_images_are_pinned_to_a_version() -> None:
    dockerfiles = [REPOSITORY / "Dockerfile", REPOSITORY / "docker" / "elasticsearch" / "Dockerfile"]
    images = [service["image"] for service in compose_file.read()["services"].values()]
    images += [
        name for file in dockerfiles for name in re.findall(r"^FROM (\S+)", file.read_text(), re.MULTILINE)
    ]
    assert [image for image in images if not re.search(r":\d+\.\d+", image)] == []


def test_only_nginx_can_be_reached_from_outside() -> None:
    services = compose_file.read()["services"]
    assert [name for name, service in services.items() if service.get("ports")] == ["nginx"]
    assert compose_file.service("nginx")["ports"] == ["127.0.0.1:8080:8080"]


def test_what_must_not_be_lost_lies_in_volumes() -> None:
    mounts = {name: str(compose_file.service(name).get("volumes", "")) for name in SERVERS}
    assert "/var/lib/postgresql/data" in mounts["postgres"]
    assert all("/app/var/files" in mounts[name] and "/app/var/media" in mounts[name] for name in OURS)
    assert {"postgres", "elasticsearch", "files", "media"} == set(compose_file.read()["volumes"])


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_containers_may_do_nothing_beyond_their_work(name: str) -> None:
    service = compose_file.service(name)
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    dockerfile = (REPOSITORY / "Dockerfile").read_text()
    assert dockerfile.rindex("\nUSER limes") > dockerfile.rindex("FROM ")


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_containers_start_after_the_migrations(name: str) -> None:
    waits = compose_file.service(name)["depends_on"]
    assert waits["migrate"] == {"condition": "service_completed_successfully"}


def test_the_image_holds_every_folder_the_project_runs_from() -> None:
    dockerfile = (REPOSITORY / "Dockerfile").read_text()
    rooms = ["config", "networks", "kb", "search", "templates", "fixtures", "static"]
    assert [room for room in rooms if f"COPY {room} {room}" not in dockerfile] == []


def test_docker_itself_accepts_the_file() -> None:
    docker = shutil.which("docker")
    asked = [docker or "docker", "compose", "version"]
    if docker is None or subprocess.run(asked, capture_output=True, check=False).returncode != 0:
        pytest.skip("Docker's own check was not run: there is no docker compose here.")
    command = [docker, "compose", "--file", str(compose_file.FILE), "config", "--quiet"]
    environment = {**os.environ, **compose_file.FILLED}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
