"""Is SQLite's write-ahead log whole? Asked before the database is opened, for SQLite does not say.

SQLite reads the log up to the first frame that does not fit and takes what follows for nothing. After a kill or a
loss of power that is right: only the last transaction can be unfinished, for each is on the disk before the next
begins (synchronous = FULL). More of the same log behind the misfit means that a transaction was damaged which had
been whole (https://sqlite.org/fileformat2.html#walformat).
"""

import struct
from collections.abc import Iterator
from pathlib import Path

HEADER = struct.Struct(">8I")
FRAME = struct.Struct(">6I")
MAGIC = 0x377F0682
"""The lowest bit says in which byte order the checksums were counted."""
MASK = 0xFFFFFFFF

Sums = tuple[int, int]


def damage(path: Path) -> str:
    """What is wrong with the log, in words; empty where nothing is, or there is no log."""
    log = path.read_bytes() if path.exists() else b""
    if len(log) <= HEADER.size:
        return ""
    magic, _, page, _, *rest = HEADER.unpack_from(log)
    order = ">" if magic & 1 else "<"
    sums = _summed(log[: HEADER.size - 8], order, (0, 0))
    if magic & ~1 != MAGIC or sums != (rest[2], rest[3]) or not 512 <= page <= 65536:
        return "the heading of the write-ahead log is damaged"
    return _behind_the_misfit(log, page, order, sums, (rest[0], rest[1]))


def _behind_the_misfit(log: bytes, page: int, order: str, sums: Sums, salt: Sums) -> str:
    frames = range(HEADER.size, len(log) - page - FRAME.size + 1, page + FRAME.size)
    for number, place in enumerate(frames, 1):
        _, _, *rest = FRAME.unpack_from(log, place)
        sums = _summed(log[place : place + 8], order, sums)
        sums = _summed(log[place + FRAME.size : place + FRAME.size + page], order, sums)
        if (rest[0], rest[1]) != salt or (rest[2], rest[3]) != sums:
            later = list(_of_this_log(log, frames[number - 1 :], salt))
            unfinished = later.index(True) + 1 if True in later else len(later)
            return f"frame {number} of the write-ahead log is damaged" if len(later) > unfinished else ""
    return ""


def _of_this_log(log: bytes, frames: range, salt: Sums) -> Iterator[bool]:
    """Of each frame that bears this log's salt: whether a transaction ends with it."""
    for place in frames:
        _, size, first, second, _, _ = FRAME.unpack_from(log, place)
        if (first, second) == salt:
            yield size > 0


def _summed(data: bytes, order: str, sums: Sums) -> Sums:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & MASK
        second = (second + odd + first) & MASK
    return first, second
