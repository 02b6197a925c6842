"""The site for tests in which a day passes: `today` is as many days later as a file says that a test writes to.

uvicorn tests.networks.live.midnight:application
"""

import os
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

from tests.networks.live.midnight_file import LATER

clock = import_module("networks.people.today")
today_really = clock.today


def today_in_this_test() -> date:
    passed = Path(os.environ[LATER])
    return today_really() + timedelta(days=int(passed.read_text()) if passed.exists() else 0)


# Before anything that asks for the day is loaded.
clock.today = today_in_this_test
application = import_module("config.asgi").application
