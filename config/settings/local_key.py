"""A secret key for a laptop, made once and kept under var/."""

import secrets

from config.environment import VAR_DIR


def local_secret_key() -> str:
    """The key of this checkout. Created with owner-only rights on first use."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
