"""The fault of a file whose structure does not hold."""


class BrokenFile(Exception):
    """The file ends too early or contradicts itself."""


def part(data: bytes, start: int, length: int) -> bytes:
    """`length` bytes from `start`; raises `BrokenFile` where there are fewer."""
    if length < 0 or start < 0 or start + length > len(data):
        raise BrokenFile
    return data[start : start + length]
