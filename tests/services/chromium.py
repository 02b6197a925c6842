"""A real Chromium for the browser tests. Nothing to start: the tests drive it themselves."""

import os

from tests.services.packages import find_program, require_program

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
# The headless shell is the same browser without its windows, and needs half the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str:
    """Path of the browser: ``CHROMIUM_PATH``, one found here, or Debian's package, installed."""
    given = os.environ.get("CHROMIUM_PATH")
    if given:
        return given
    return find_program(*NAMES) or require_program(
        *NAMES, packages=("chromium-headless-shell", "fonts-dejavu-core")
    )
