"""Ways in which somebody may have changed a bundle."""

import random
from collections.abc import Iterator
from hashlib import sha256

Change = tuple[int, int, bytes]
"""The bytes from the first to before the second place are replaced by the third."""


def applied(data: bytes, change: Change) -> bytes:
    start, end, new = change
    return data[:start] + new + data[end:]


def flips(data: bytes, places: range | list[int], mask: int) -> Iterator[Change]:
    for place in places:
        yield place, place + 1, bytes([data[place] ^ mask])


def spans(data: bytes) -> list[tuple[int, int]]:
    """Where each line begins and ends, its line feed included."""
    starts = [0] + [place + 1 for place, byte in enumerate(data) if byte == 10]
    return list(zip(starts, [*starts[1:], len(data)], strict=True))[: data.count(b"\n")]


def lines_moved(data: bytes) -> Iterator[Change]:
    """Lines taken out, doubled, emptied, swapped with the next; text cut off or added."""
    lines = spans(data)
    for (start, end), following in zip(lines, [*lines[1:], None], strict=True):
        yield start, end, b""
        yield start, start, data[start:end]
        yield start, end, b"\n"
        yield start, len(data), b""
        yield end - 1, len(data), b""
        if following:
            yield start, following[1], data[following[0] : following[1]] + data[start:end]
    for extra in (b"\n", b" ", b"x", b"\x00", b"seal\n", data):
        yield len(data), len(data), extra
        yield 0, 0, extra


def forged(data: bytes, seed: int, many: int) -> Iterator[Change]:
    """One byte of a line's rest is changed, inserted or taken out, and the line's own digest made anew."""
    chance = random.Random(seed)
    lines = spans(data)[1:-1]
    for _ in range(many):
        start, end = chance.choice(lines)
        word, _digest, rest = data[start : end - 1].split(b" ", 2)
        place = chance.randrange(len(rest))
        new = chance.choice(
            [b"", bytes([chance.randrange(256)]), bytes([rest[place] ^ 1]), b"\\", b"0", b" "]
        )
        rest = rest[:place] + new + rest[place + chance.randrange(2) :]
        yield start, end - 1, word + b" " + sha256(rest).hexdigest().encode() + b" " + rest
