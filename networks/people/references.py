"""Short random references: the only names of things that leave the server, so nothing can be counted or guessed."""

import secrets

# Crockford's base 32 without letters that read like digits; five places give 33 million references.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(length: int = 5) -> str:
    """A random reference of `length` characters, always with a letter so that it never reads as a number."""
    while True:
        reference = "".join(secrets.choice(ALPHABET) for _ in range(length))
        if not reference.isdigit():
            return reference


def file_reference() -> str:
    """A longer reference for files: their address is also kept by people who may lose the right to it."""
    return new_reference(16)


def handle() -> str:
    """A person's public handle: random, so an address says nothing about who joined when."""
    return new_reference(8).lower()
