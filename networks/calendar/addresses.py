"""The address of a calendar is a secret: programs send nothing but it. So it is told to nobody else, logs included."""

import re

BEGINS = "/calendar/"
# What stands in its place wherever an address is written down.
SHOWN = f"{BEGINS}-.ics"
SECRET = re.compile(rf"{BEGINS}([^/]+)\.ics")
WITH_REST = re.compile(rf"{BEGINS}[^\s\"'?#]*")


def secret_in(path: str) -> str:
    """The token in a calendar's address; empty where there is none."""
    found = SECRET.fullmatch(path)
    return found.group(1) if found else ""


def without_secret(text: str) -> str:
    """The same text, naming no calendar."""
    return WITH_REST.sub(SHOWN, text)
