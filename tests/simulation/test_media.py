"""Pictures of lecterns: VP8 key frames in IVF, that decode, move, and keep to their sound."""

import io
import struct
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rostrum.simulation import media, voices
from rostrum.simulation.lecterns import Lectern, Scene

LECTERN = Lectern("VEN")
FRAMES = media.BREATH_S * media.TILE_FPS


@pytest.fixture(scope="module")
def tile() -> media.Loop:
    return media.encode(LECTERN, media.TILE, media.TILE_FPS, media.at_rest(media.TILE_FPS))


def decoded(frame: bytes) -> Image.Image:
    """A VP8 key frame, as a WebP decoder sees it."""
    chunk = b"VP8 " + struct.pack("<I", len(frame)) + frame + b"\0" * (len(frame) % 2)
    return Image.open(io.BytesIO(b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk))


def pictures(loop: media.Loop) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    return [np.asarray(decoded(frame).convert("L")) for frame in loop.frames]


def test_every_frame_is_a_key_frame_that_every_decoder_of_vp8_takes(tile: media.Loop) -> None:
    """RFC 6386, section 9.1: a key frame has a first bit of 0, is shown, and starts with its code and its size.

    Version 0 is the one that every decoder has, those in hardware too.
    """
    assert len(tile.frames) == FRAMES
    for frame in tile.frames:
        tag = int.from_bytes(frame[:3], "little")
        key, version, shown = tag & 1 == 0, tag >> 1 & 7, tag >> 4 & 1
        assert (key, version, shown) == (True, 0, 1)
        assert frame[3:6] == b"\x9d\x01\x2a"
        assert struct.unpack_from("<HH", frame, 6) == media.TILE


def test_a_picture_looks_as_it_was_drawn(tile: media.Loop) -> None:
    """No channel is swapped, nothing is washed out: the mean error is some levels in 256."""
    drawn = np.asarray(Scene(LECTERN, *media.TILE).lit(media.at_rest(media.TILE_FPS)[0]), int)
    seen = np.asarray(decoded(tile.frames[0]).convert("RGB"), int)
    assert np.abs(drawn - seen).mean() < 4


def test_a_loop_is_of_its_size_and_moves(tile: media.Loop) -> None:
    seen = pictures(tile)
    assert {picture.shape for picture in seen} == {(180, 320)}
    moved = [np.abs(a.astype(int) - b.astype(int)).mean() for a, b in pairwise(seen)]
    assert np.mean(moved) > 0.02
    assert max(moved) < 12
    around = np.abs(seen[-1].astype(int) - seen[0].astype(int)).mean()
    assert around < 12, "the last leads into the first"


def bits_a_second(loop: media.Loop) -> float:
    return sum(map(len, loop.frames)) * 8 * loop.fps / len(loop.frames)


def test_pictures_are_cheap_to_send(tile: media.Loop) -> None:
    assert bits_a_second(tile) < 80_000
    lit = media.lights(voices.speech(voices.voice_of("VEN", 3), 2))
    assert bits_a_second(media.encode(LECTERN, media.STAGE, media.FPS, lit)) < 600_000


def test_what_is_no_vp8_is_not_sent() -> None:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "WEBP", lossless=True)
    with pytest.raises(ValueError, match="one VP8 frame"):
        media._vp8_in(file.getvalue())  # pyright: ignore[reportPrivateUsage]


def test_ivf_goes_there_and_back(tile: media.Loop) -> None:
    assert media.read_ivf(media.write_ivf(tile)) == tile


@pytest.mark.parametrize("cut", [0, 31, 40, 500])
def test_broken_ivf_is_refused(tile: media.Loop, cut: int) -> None:
    with pytest.raises(ValueError, match=r"cut off|not VP8"):
        media.read_ivf(media.write_ivf(tile)[:cut])


def test_a_loop_is_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = media.tile(LECTERN, tmp_path)
    monkeypatch.delattr(media, "encode")
    assert media.tile(LECTERN, tmp_path) == loop
    (path,) = tmp_path.iterdir()
    assert path.suffix == ".ivf"


LOOP = media.Loop(2, 2, tuple(bytes([n]) for n in range(60)), 10)


@pytest.mark.parametrize(
    ("now", "shown", "sent"),
    [
        (0, None, 0),
        (23, None, 23),
        (24, 23, 24),
        (26, 23, 26),
        (24, 24, None),
        (23, 24, None),
        (60, 59, 0),
        (59, 0, None),
        (45, 9, 45),
    ],
)
def test_what_is_sent_is_the_frame_that_is_heard(now: int, shown: int | None, sent: int | None) -> None:
    assert LOOP.due(now, shown) == sent


def test_the_stage_has_a_picture_for_speech_and_one_for_silence(tmp_path: Path) -> None:
    sound = voices.tone(3)
    pictures = media.staged(LECTERN, sound, tmp_path)
    assert len(pictures.spoken.frames) == media.FPS * len(sound) // voices.RATE
    assert media.staged(LECTERN, sound, tmp_path) == pictures
    assert len(list(tmp_path.iterdir())) == 2
