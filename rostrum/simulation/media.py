"""Pictures of lecterns, encoded once as VP8 and kept: publishing them afterwards costs no encoding.

VP8 and nothing else: it may be used by anybody without a licence. A tile for the gallery's pages, and for the
stage a picture that goes with the sound frame by frame, and one for the silences.

Every frame is a key frame, and whoever joins late starts from the next: a lossy WebP picture is one VP8 key
frame in a wrapping (RFC 9649, section 2.5), so Pillow encodes them, and no codec library comes with the house
(ADR 0033). A loop is kept as an IVF file: 32 bytes of header, then for each frame 12 bytes and its data.
"""

import hashlib
import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from rostrum.simulation.lecterns import Lectern, Light, breathing, frames
from rostrum.simulation.voices import RATE, Samples

FPS = 10
"""Of the stage."""
TILE_FPS = 5
BREATH_S = 4
Size = tuple[int, int]
TILE: Size = (320, 180)
STAGE: Size = (640, 360)
QUALITY, METHOD = 50, 2
"""Of Pillow's WebP: how good, 0 to 100, and how much trouble is taken, 0 to 6. With these a tile is sent at some 50
kbit/s and the stage at some 400; more trouble saves a twentieth of that and costs twice the time."""
RECIPE = 6
"""Raised when drawing or encoding changes, so that cached loops are made anew."""

IVF_HEADER = struct.Struct("<4sHH4sHHIIII")
IVF_FRAME = struct.Struct("<IQ")


@dataclass(frozen=True, slots=True)
class Loop:
    """Encoded frames of one picture, each a key frame, ``fps`` of them a second."""

    width: int
    height: int
    frames: tuple[bytes, ...]
    fps: int = TILE_FPS

    def due(self, now: int, shown: int | None) -> int | None:
        """The place of the frame to send: that of the ``now``-th since the start. At ``shown`` is what was sent last.

        None where that one was sent already, or ``now`` seems to run backwards a little, as a queue of sound does.
        """
        place = now % len(self.frames)
        back = None if shown is None else (shown - place) % len(self.frames)
        return None if back is not None and back < self.fps // 2 else place


@dataclass(frozen=True, slots=True)
class Staged:
    """What the stage shows of a delegation: ``spoken`` goes with its sound frame by frame, ``resting`` with silence."""

    spoken: Loop
    resting: Loop


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
    """Draws and encodes one loop, a frame for each light."""
    return Loop(*size, tuple(key_frame(picture) for picture in frames(lectern, *size, lit)), fps)


def key_frame(picture: Image.Image) -> bytes:
    """An RGB picture as one VP8 key frame (RFC 6386)."""
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=METHOD)
    return _vp8_in(file.getvalue())


WRAPPING = struct.Struct("<4sI4s4sI")
"""Of a picture of one frame: ``RIFF``, bytes that follow, ``WEBP``, ``VP8 ``, bytes of the frame."""


def _vp8_in(webp: bytes) -> bytes:
    """Raises ValueError where a WebP file is not just one VP8 frame."""
    riff, _, form, chunk, size = WRAPPING.unpack_from(webp)
    data = webp[WRAPPING.size :][:size]
    if (riff, form, chunk, len(data)) != (b"RIFF", b"WEBP", b"VP8 ", size):
        raise ValueError("not a WebP picture of one VP8 frame")
    return data


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
    recipe = f"{RECIPE} {QUALITY} {METHOD} {fps} {size} {lectern} {list(lit)}"
    path = folder / f"lectern-{hashlib.sha256(recipe.encode()).hexdigest()[:20]}.ivf"
    if path.exists():
        return read_ivf(path.read_bytes())
    loop = encode(lectern, size, fps, lit)
    folder.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_bytes(write_ivf(loop))
    half.replace(path)
    return loop
