"""What can go wrong when a real server is wanted."""


class ServiceUnavailable(Exception):
    """The server cannot be had on this machine; the message is a sentence a person can act on."""


class ServiceFailed(Exception):
    """The server is installed but did not come up; the message names its log."""
