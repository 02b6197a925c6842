"""Lines of the log, without what opens something by itself: calendars, invitations, links to a new password, tokens."""

import logging
import re

_SLASH = r"(?:/|%2F)"
_DOORS = rf"(?:calendar|accounts{_SLASH}(?:invitation|password{_SLASH}reset{_SLASH}key))"
# An address of ours, and not the path of a file that is called alike. Tokens are known by their first letters anywhere.
SECRET = re.compile(
    rf"((?://[^/\s\"']{{1,255}}|(?<![\w./-])){_SLASH}{{1,20}}+{_DOORS}{_SLASH}{{1,20}}+)[^\s\"'?#&]+|(limes_)[\w-]{{20,}}",
    re.IGNORECASE,
)


class LineWithoutSecrets(logging.Formatter):
    """The last hand that a line passes through, whoever wrote it: Django, a server's access log, a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole line, a traceback included."""
        return SECRET.sub(lambda found: f"{found[1] or found[2]}-", super().format(record))
