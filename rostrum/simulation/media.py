"""Nameplate video, encoded once as VP8 and kept: publishing it afterwards costs no encoding.

Two loops for each seat: a tile for the gallery's pages, and a larger one for the stage while it has the
floor. A loop is an IVF file: 32 bytes of header, then for each frame 12 bytes and its data. Key frames come
every two seconds, because whoever joins late can start from nothing else.
"""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from rostrum.simulation.plates import FRAMES, Plate, frames

FPS = 5
KEY_EVERY = 2 * FPS
Size = tuple[int, int]
TILE: Size = (320, 180)
STAGE: Size = (640, 360)
BITRATE: dict[Size, int] = {TILE: 60_000, STAGE: 220_000}
RECIPE = 4
"""Raised when drawing or encoding changes, so that cached loops are made anew."""

IVF_HEADER = struct.Struct("<4sHH4sHHIIII")
IVF_FRAME = struct.Struct("<IQ")


@dataclass(frozen=True, slots=True)
class Loop:
    """Encoded frames of one picture. ``keys`` are the places of key frames in it."""

    width: int
    height: int
    frames: tuple[bytes, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        return tuple(n for n, frame in enumerate(self.frames) if is_key(frame))

    def key_after(self, place: int) -> int:
        """The place of the first key frame at or after ``place``, around the loop."""
        return next((n for n in self.keys if n >= place), self.keys[0])


def is_key(frame: bytes) -> bool:
    """RFC 6386, section 9.1: the lowest bit of the first byte is 0 in a key frame."""
    return not frame[0] & 1


def write_ivf(loop: Loop) -> bytes:
    head = IVF_HEADER.pack(b"DKIF", 0, 32, b"VP80", loop.width, loop.height, FPS, 1, len(loop.frames), 0)
    return head + b"".join(IVF_FRAME.pack(len(data), n) + data for n, data in enumerate(loop.frames))


def read_ivf(data: bytes) -> Loop:
    """Raises ValueError where ``data`` is no VP8 in IVF."""
    if len(data) < 32 or data[:4] != b"DKIF" or data[8:12] != b"VP80":
        raise ValueError("not VP8 in IVF")
    _, _, start, _, width, height, *_ = IVF_HEADER.unpack_from(data)
    return Loop(width, height, tuple(_ivf_frames(data, start)))


def _ivf_frames(data: bytes, at: int) -> Iterator[bytes]:
    while at < len(data):
        if at + IVF_FRAME.size > len(data):
            raise ValueError("cut off in a frame's header")
        size, _ = IVF_FRAME.unpack_from(data, at)
        at += IVF_FRAME.size
        if at + size > len(data):
            raise ValueError("cut off in a frame")
        yield data[at : at + size]
        at += size


def encode(plate: Plate, size: Size) -> Loop:
    """Draws and encodes one loop, with a key frame at its start and every `KEY_EVERY` frames."""
    width, height = size
    codec: Any = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.framerate, codec.bit_rate = FPS, BITRATE[size]
    codec.options = {
        "deadline": "good", "cpu-used": "4", "lag-in-frames": "0", "auto-alt-ref": "0",
        "error-resilient": "1", "g": str(KEY_EVERY), "keyint_min": str(KEY_EVERY),
    }  # fmt: skip
    packets: list[bytes] = []
    for n, picture in enumerate(frames(plate, width, height)):
        frame: Any = av.VideoFrame.from_image(picture)  # pyright: ignore
        frame.pts = n
        packets += [bytes(packet) for packet in codec.encode(frame)]
    packets += [bytes(packet) for packet in codec.encode(None)]
    return Loop(width, height, tuple(packets))


def kept(plate: Plate, size: Size, folder: Path) -> Loop:
    """The loop of a plate, made once and kept in ``folder``."""
    name = hashlib.sha256(f"{RECIPE} {FPS} {FRAMES} {BITRATE[size]} {size} {plate}".encode()).hexdigest()[:20]
    path = folder / f"plate-{name}.ivf"
    if path.exists():
        return read_ivf(path.read_bytes())
    loop = encode(plate, size)
    folder.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_bytes(write_ivf(loop))
    half.replace(path)
    return loop
