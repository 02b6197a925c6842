"""Which addresses a text may link to, and which images it may show."""

import html
import re
from urllib.parse import urlsplit

from networks.text.characters import DIRECTION_CHANGERS

MAX_ADDRESS = 2000
WEB_SCHEMES = frozenset({"http", "https"})
OTHER_SCHEMES = frozenset({"mailto", "tel"})

# What a browser drops or rewrites while it reads an address: a scheme could hide behind any of these.
_HIDING = re.compile(
    rf"[\x00-\x20\x7f-\xa0\\<>\"`\u1680\u2000-\u200f\u2028\u2029\u205f-\u2064\u3000{DIRECTION_CHANGERS}]"
)
_OWN_FILE = re.compile(r"/files/[0-9A-Za-z]+/[^/?#]*\Z")


# A name without its semicolon is the beginning of a parameter (`&copy=2`), not a sign.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][0-9A-Za-z]{1,31};)")


def safe_address(raw: str) -> str | None:
    """The address to put into a link, or None where it leads to no page, mail or telephone."""
    address = _ENTITY.sub(lambda match: html.unescape(match.group()), raw).strip()
    if not address or len(address) > MAX_ADDRESS or _HIDING.search(address):
        return None
    if address.startswith(("/", "#")):
        return None if address.startswith("//") else address
    if address.lower().startswith("www."):
        address = f"https://{address}"
    return address if _leads_outside_safely(address) else None


def _leads_outside_safely(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port_is_sane = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.scheme in OTHER_SCHEMES:
        return bool(parts.path) and not parts.netloc
    # A name before the host (https://europa.eu@elsewhere) is only ever used to deceive.
    return parts.scheme in WEB_SCHEMES and bool(parts.hostname) and "@" not in parts.netloc and port_is_sane


def is_own_image(address: str) -> bool:
    """Whether it is a file of this platform: the only source of images, so that no text calls home."""
    return bool(_OWN_FILE.match(address)) and "%2e" not in address.lower() and ".." not in address
