"""What to do with a file whose structure is wrong."""

# More than 50 megabytes hold in the largest pieces of a GIF, 255 bytes each, and far more than any other picture has.
MAX_STEPS = 400_000


class BrokenFile(Exception):
    """The file ends too early, contradicts itself or has parts without number."""


def part(data: bytes, start: int, length: int) -> bytes:
    """`length` bytes from `start`; raises `BrokenFile` where there are fewer."""
    if length < 0 or start < 0 or start + length > len(data):
        raise BrokenFile
    return data[start : start + length]


class Steps:
    """Counts the parts read of one file; one with too many of them is as good as broken."""

    def __init__(self, most: int = MAX_STEPS) -> None:
        self.left = most

    def take(self) -> None:
        """One part more. Raises `BrokenFile` when there were too many."""
        self.left -= 1
        if self.left < 0:
            raise BrokenFile
