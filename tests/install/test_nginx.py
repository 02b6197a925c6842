"""nginx, with the configuration of an installation, sends everybody to the right process."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tests.services.errors import ServiceUnavailable
from tests.services.fixtures import missing
from tests.services.home import scratch_home
from tests.services.nginx import Nginx
from tests.services.processes import spare_port

pytestmark = pytest.mark.services
MEGABYTE = 1024 * 1024


class Upstream(BaseHTTPRequestHandler):
    """Answers with its name and what nginx told it."""

    name: ClassVar[str]

    def do_GET(self) -> None:
        told = ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "Upgrade", "Connection")
        self.send_response(200)
        self.send_header("X-Answered-By", self.name)
        for header in told:
            self.send_header(f"X-Told-{header}", self.headers.get(header, ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@contextmanager
def upstream(name: str) -> Iterator[str]:
    handler = type(name, (Upstream,), {"name": name})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def front(web: str, live: str) -> Iterator[str]:
    with scratch_home() as home:
        nginx = Nginx(home, web=web, live=live)
        try:
            yield nginx.start().removeprefix("http://")
        except ServiceUnavailable as reason:
            missing(reason)
        finally:
            nginx.stop()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with upstream("web") as web, upstream("live") as live, front(web, live) as address:
        yield address


def ask(address: str, path: str, body: bytes | None = None, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST" if body else "GET", path, body=body, headers=named)
    return connection.getresponse()


@pytest.mark.parametrize(("path", "process"), [("/", "web"), ("/kb/practices/", "web"), ("/ws/", "live")])
def test_sockets_go_to_the_live_process_and_pages_to_the_others(
    address: str, path: str, process: str
) -> None:
    assert ask(address, path).headers["X-Answered-By"] == process


def test_a_socket_is_upgraded_and_its_host_and_scheme_are_passed_on(address: str) -> None:
    told = ask(
        address, "/ws/", Host="limes.example.eu", Upgrade="websocket", X_Forwarded_Proto="https"
    ).headers
    assert told["X-Told-Upgrade"] == "websocket"
    assert told["X-Told-Connection"] == "upgrade"
    assert told["X-Told-Host"] == "limes.example.eu"
    assert told["X-Told-X-Forwarded-Proto"] == "https"


def test_the_application_learns_the_address_the_outer_proxy_saw_not_what_a_client_claims(
    address: str,
) -> None:
    told = ask(address, "/", X_Forwarded_For="6.6.6.6, 198.51.100.7").headers
    assert told["X-Told-X-Forwarded-For"] == "198.51.100.7"


def test_a_caller_from_a_private_network_does_not_choose_their_address_either(address: str) -> None:
    """Officers on an administration's own network: the one proxy in front appends their private address."""
    told = ask(address, "/", X_Forwarded_For="6.6.6.6, 10.20.30.40").headers
    assert told["X-Told-X-Forwarded-For"] == "10.20.30.40"


def test_a_file_of_fifty_megabytes_passes(address: str) -> None:
    assert ask(address, "/", body=b"x" * (51 * MEGABYTE)).status == 200


def test_a_larger_file_is_refused_with_a_sentence(address: str) -> None:
    answer = ask(address, "/", body=b"x" * (61 * MEGABYTE))
    assert answer.status == 413
    assert b"50 MB" in answer.read()


def test_while_the_processes_are_away_people_are_told_to_come_back() -> None:
    nowhere = f"127.0.0.1:{spare_port()}"
    with front(nowhere, nowhere) as address:
        answer = ask(address, "/")
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "5"


def test_the_log_holds_neither_what_was_searched_nor_personal_addresses() -> None:
    with upstream("web") as web, scratch_home() as home, Nginx(home, web=web, live=web) as nginx:
        address = nginx.status().removeprefix("http://")
        ask(address, "/search/?q=canary").read()
        ask(address, "/calendar/canary.ics").read()
        nginx.stop()
        log = (nginx.folder / "access.log").read_text()
    assert "/search/" in log
    assert "canary" not in log


@pytest.mark.parametrize(
    "address",
    ["/calendar/canary.ics", "/accounts/invitation/canary/", "/accounts/password/reset/key/canary/"],
)
def test_the_log_of_errors_does_not_name_them_either_while_the_processes_are_away(address: str) -> None:
    nowhere = f"127.0.0.1:{spare_port()}"
    with scratch_home() as home, Nginx(home, web=nowhere, live=nowhere) as nginx:
        front = nginx.status().removeprefix("http://")
        assert ask(front, "/named/").status == 503
        assert ask(front, address).status == 503
        nginx.stop()
        written = "".join(each.read_text() for each in nginx.folder.glob("*.log"))
    assert "/named/" in written
    assert "connect() failed" in written
    assert "canary" not in written
