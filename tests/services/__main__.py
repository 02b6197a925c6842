"""Command line: ``python -m tests.services start|stop|status|obtain|with`` (see ``--help``)."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable

from tests.services.catalogue import SERVICES, chosen
from tests.services.chromium import chromium_path
from tests.services.errors import ServiceFailed, ServiceUnavailable
from tests.services.leases import Lease
from tests.services.nginx import Nginx

VERBS = {
    "start": "start servers for work by hand and print the variables to export",
    "stop": "stop what was started by hand, unless a test run still uses it",
    "status": "print the variables of the servers that run",
    "obtain": "install servers, nginx and browser without starting anything",
}
WITH = "run a command with the variables of running servers, and stop them afterwards"


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    return int(options.verb(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    for name, words in VERBS.items():
        each = verbs.add_parser(name, help=words, description=words)
        each.add_argument(
            "names", nargs="*", choices=[*SERVICES, []], metavar="SERVICE", help=", ".join(SERVICES)
        )
        each.add_argument("--json", action="store_true", help="print one JSON object")
        each.set_defaults(verb=globals()[name])
    run = verbs.add_parser("with", help=WITH, description=WITH)
    run.add_argument("names", metavar="SERVICE[,SERVICE]", help="or all")
    run.add_argument("command", nargs=argparse.REMAINDER)
    run.set_defaults(verb=run_with)
    return parser


def start(options: argparse.Namespace) -> int:
    done = [_tried(service.name, Lease(service, None).take) for service in chosen(options.names)]
    status(options)
    return int(not all(done))


def stop(options: argparse.Namespace) -> int:
    for service in chosen(options.names):
        Lease(service, None).give_back()
        _say(f"{service.name}: {'still in use by a test run' if service.status() else 'stopped'}")
    return 0


def status(options: argparse.Namespace) -> int:
    variables = {
        name: url for service in chosen(options.names) for name, url in service.environment().items()
    }
    lines = [f"export {name}={url}" for name, url in variables.items()]
    sys.stdout.write("\n".join([json.dumps(variables)] if options.json else lines) + "\n")
    return 0


def obtain(options: argparse.Namespace) -> int:
    wanted: dict[str, Callable[[], object]] = {
        service.name: service.obtain for service in chosen(options.names)
    }
    if not options.names:
        wanted |= {"nginx": Nginx.program, "chromium": chromium_path}
    done = [_tried(name, get) for name, get in wanted.items()]
    return int(not all(done))


def run_with(options: argparse.Namespace) -> int:
    """The command's exit code. Without a server nothing is run and this is said; a failure only where CI=true."""
    command = [part for part in options.command if part != "--"]
    leases = [
        Lease(service, os.getpid())
        for service in chosen([] if options.names == "all" else options.names.split(","))
    ]
    try:
        if not all(_tried(lease.service.name, lease.take) for lease in leases):
            _say(f"NOT RUN for want of a server: {' '.join(command)}")
            return int(os.environ.get("CI") == "true")
        variables = {name: url for lease in leases for name, url in lease.service.environment().items()}
        return subprocess.run(command, env={**os.environ, **variables}, check=False).returncode
    finally:
        for lease in leases:
            lease.give_back()


def _tried(name: str, act: Callable[[], object]) -> bool:
    _say(f"{name} …")
    try:
        act()
    except (ServiceUnavailable, ServiceFailed) as reason:
        _say(f"{name}: {reason}")
        return False
    return True


def _say(sentence: str) -> None:
    """For people: to standard error, so that the variables alone can be read from standard output."""
    sys.stderr.write(sentence + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
