"""Pictures of lecterns, encoded once as VP8 and kept: publishing them afterwards costs no encoding.

VP8 and nothing else: it may be used by anybody without a licence. A tile for the gallery's pages, and for the
stage a picture that goes with the sound frame by frame, and one for the silences. A loop is an IVF file: 32
bytes of header, then for each frame 12 bytes and its data. Key frames come every two seconds, because whoever
joins late can start from nothing else.
"""

import hashlib
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from rostrum.simulation.lecterns import Lectern, Light, breathing, frames
from rostrum.simulation.voices import RATE, Samples

FPS = 10
"""Of the stage."""
TILE_FPS = 5
KEY_EVERY_S = 2
BREATH_S = 4
Size = tuple[int, int]
TILE: Size = (320, 180)
STAGE: Size = (640, 360)
BITRATE: dict[Size, int] = {TILE: 60_000, STAGE: 320_000}
RECIPE = 5
"""Raised when drawing or encoding changes, so that cached loops are made anew."""

IVF_HEADER = struct.Struct("<4sHH4sHHIIII")
IVF_FRAME = struct.Struct("<IQ")


@dataclass(frozen=True, slots=True)
class Loop:
    """Encoded frames of one picture, ``fps`` of them a second. ``keys`` are the places of key frames in it."""

    width: int
    height: int
    frames: tuple[bytes, ...]
    fps: int = TILE_FPS

    @property
    def keys(self) -> tuple[int, ...]:
        return tuple(n for n, frame in enumerate(self.frames) if is_key(frame))

    def key_after(self, place: int) -> int:
        """The place of the first key frame at or after ``place``, around the loop."""
        return next((n for n in self.keys if n >= place), self.keys[0])

    def key_before(self, place: int) -> int:
        """The place of the last key frame at or before ``place``."""
        return max(n for n in self.keys if n <= place)

    def up_to(self, now: int, place: int | None) -> list[int]:
        """Places to send so that the frame of ``now`` is seen, when ``place`` is the next (None: a key frame is).

        A decoder needs every frame since a key frame, so those passed over are sent along. Nothing where ``now``
        has been sent already, or seems to run backwards a little, as a queue of sound does.
        """
        count = len(self.frames)
        now %= count
        ahead = 0 if place is None else (now - place) % count
        if place is not None and ahead >= count - self.fps // 2:
            return []
        if place is None or ahead > self.fps:
            return list(range(self.key_before(now), now + 1))
        return [(place + n) % count for n in range(ahead + 1)]


@dataclass(frozen=True, slots=True)
class Staged:
    """What the stage shows of a delegation: ``spoken`` goes with its sound frame by frame, ``resting`` with silence."""

    spoken: Loop
    resting: Loop


def is_key(frame: bytes) -> bool:
    """RFC 6386, section 9.1: the lowest bit of the first byte is 0 in a key frame."""
    return not frame[0] & 1


def write_ivf(loop: Loop) -> bytes:
    head = IVF_HEADER.pack(b"DKIF", 0, 32, b"VP80", loop.width, loop.height, loop.fps, 1, len(loop.frames), 0)
    return head + b"".join(IVF_FRAME.pack(len(data), n) + data for n, data in enumerate(loop.frames))


def read_ivf(data: bytes) -> Loop:
    """Raises ValueError where ``data`` is no VP8 in IVF."""
    if len(data) < 32 or data[:4] != b"DKIF" or data[8:12] != b"VP80":
        raise ValueError("not VP8 in IVF")
    _, _, start, _, width, height, fps, *_ = IVF_HEADER.unpack_from(data)
    return Loop(width, height, tuple(_ivf_frames(data, start)), fps)


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


def levels(sound: Samples, fps: int = FPS) -> list[float]:
    """How loud ``sound`` is in each frame of a picture that goes with it: 0 to 1, one for each whole frame."""
    per_frame = RATE // fps
    whole = len(sound) // per_frame * per_frame
    pieces = sound[:whole].astype(np.float64).reshape(-1, per_frame)
    loud = np.sqrt(np.mean(pieces**2, axis=1))
    usual = float(np.percentile(loud, 90)) or 1.0
    return [float(level) for level in np.clip(loud / usual, 0, 1)]


SWELL_S = 0.9
"""Over how long the chamber's light swells and sinks: it moves with phrases, not with syllables."""


def lights(sound: Samples, fps: int = FPS) -> list[Light]:
    """The light that goes with a loop of sound: the lines with every syllable, the chamber with the phrase."""
    fast = np.asarray(levels(sound, fps))
    reach = max(1, round(SWELL_S * fps / 2))
    window = np.hanning(2 * reach + 1) / np.hanning(2 * reach + 1).sum()
    slow = np.sum([share * np.roll(fast, n - reach) for n, share in enumerate(window)], axis=0)
    return [Light(float(chamber), float(lines)) for chamber, lines in zip(slow, fast, strict=True)]


def at_rest(fps: int) -> list[Light]:
    return breathing(BREATH_S * fps)


def encode(lectern: Lectern, size: Size, fps: int, lit: Sequence[Light]) -> Loop:
    """Draws and encodes one loop, a frame for each light, with a key frame at its start and every `KEY_EVERY_S`."""
    width, height = size
    codec: Any = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.framerate, codec.bit_rate = fps, BITRATE[size]
    codec.options = {
        "deadline": "realtime", "cpu-used": "6", "lag-in-frames": "0", "auto-alt-ref": "0",
        "error-resilient": "1", "g": str(KEY_EVERY_S * fps), "keyint_min": str(KEY_EVERY_S * fps),
    }  # fmt: skip
    packets: list[bytes] = []
    for n, picture in enumerate(frames(lectern, width, height, lit)):
        frame: Any = av.VideoFrame.from_image(picture)  # pyright: ignore
        frame.pts = n
        packets += [bytes(packet) for packet in codec.encode(frame)]
    packets += [bytes(packet) for packet in codec.encode(None)]
    return Loop(width, height, tuple(packets), fps)


def tile(lectern: Lectern, folder: Path) -> Loop:
    """The picture of a lectern on the gallery's pages."""
    return kept(lectern, TILE, TILE_FPS, at_rest(TILE_FPS), folder)


def staged(lectern: Lectern, sound: Samples, folder: Path) -> Staged:
    """The pictures of a lectern on the stage, for a voice."""
    return Staged(
        spoken=kept(lectern, STAGE, FPS, lights(sound), folder),
        resting=kept(lectern, STAGE, TILE_FPS, at_rest(TILE_FPS), folder),
    )


def kept(lectern: Lectern, size: Size, fps: int, lit: Sequence[Light], folder: Path) -> Loop:
    """The loop of a lectern in a light, made once and kept in ``folder``."""
    recipe = f"{RECIPE} {fps} {BITRATE[size]} {size} {lectern} {list(lit)}"
    path = folder / f"lectern-{hashlib.sha256(recipe.encode()).hexdigest()[:20]}.ivf"
    if path.exists():
        return read_ivf(path.read_bytes())
    loop = encode(lectern, size, fps, lit)
    folder.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_bytes(write_ivf(loop))
    half.replace(path)
    return loop
