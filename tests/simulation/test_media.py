"""Pictures of lecterns: VP8 in IVF, with a key frame every two seconds, that decode, move, and keep to their sound."""

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from rostrum.simulation import media, voices
from rostrum.simulation.lecterns import Lectern

LECTERN = Lectern("VEN")
FRAMES = media.BREATH_S * media.TILE_FPS


@pytest.fixture(scope="module")
def tile() -> media.Loop:
    return media.encode(LECTERN, media.TILE, media.TILE_FPS, media.at_rest(media.TILE_FPS))


def pictures(loop: media.Loop) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    codec = av.CodecContext.create("libvpx", "r")
    return [
        frame.to_ndarray(format="gray")
        for data in loop.frames
        for frame in codec.decode(av.Packet(data))  # pyright: ignore
    ]


def test_key_frames_come_every_two_seconds(tile: media.Loop) -> None:
    assert len(tile.frames) == FRAMES
    assert tile.keys == tuple(range(0, FRAMES, media.KEY_EVERY_S * media.TILE_FPS))
    assert tile.key_after(1) == media.KEY_EVERY_S * media.TILE_FPS
    assert tile.key_after(media.KEY_EVERY_S * media.TILE_FPS + 1) == 0


def test_a_loop_decodes_is_of_its_size_and_moves(tile: media.Loop) -> None:
    seen = pictures(tile)
    assert len(seen) == FRAMES
    assert {picture.shape for picture in seen} == {(180, 320)}
    moved = [np.abs(a.astype(int) - b.astype(int)).mean() for a, b in pairwise(seen)]
    assert np.mean(moved) > 0.02
    assert max(moved) < 12
    around = np.abs(seen[-1].astype(int) - seen[0].astype(int)).mean()
    assert around < 12, "the last leads into the first"


def test_a_loop_can_be_joined_at_any_key_frame(tile: media.Loop) -> None:
    late = media.Loop(tile.width, tile.height, tile.frames[tile.keys[1] :], tile.fps)
    assert len(pictures(late)) == FRAMES - tile.keys[1]


def test_a_tile_is_cheap_to_send(tile: media.Loop) -> None:
    bits_a_second = sum(map(len, tile.frames)) * 8 / (FRAMES / media.TILE_FPS)
    assert bits_a_second < 120_000


def test_ivf_goes_there_and_back(tile: media.Loop) -> None:
    assert media.read_ivf(media.write_ivf(tile)) == tile


@pytest.mark.parametrize("cut", [0, 31, 40, 500])
def test_broken_ivf_is_refused(tile: media.Loop, cut: int) -> None:
    with pytest.raises(ValueError, match=r"cut off|not VP8"):
        media.read_ivf(media.write_ivf(tile)[:cut])


def test_other_programs_read_what_is_kept(tmp_path: Path) -> None:
    loop = media.tile(LECTERN, tmp_path)
    (path,) = tmp_path.iterdir()
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        assert (stream.codec_context.name, stream.width, stream.height) == ("vp8", 320, 180)
        assert sum(1 for packet in file.demux(stream) if packet.size) == len(loop.frames)
    assert media.tile(LECTERN, tmp_path) == loop


LOOP = media.Loop(2, 2, tuple(bytes([int(n % 20 > 0)]) for n in range(60)), 10)
"""Key frames at 0, 20 and 40; ten frames a second."""


@pytest.mark.parametrize(
    ("now", "place", "sent"),
    [
        (0, None, [0]),
        (23, None, [20, 21, 22, 23]),
        (24, 24, [24]),
        (26, 24, [24, 25, 26]),
        (24, 25, []),
        (23, 25, []),
        (1, 59, [59, 0, 1]),
        (60, 0, [0]),
        (45, 10, [40, 41, 42, 43, 44, 45]),
    ],
)
def test_what_is_sent_ends_with_the_frame_that_is_heard(now: int, place: int | None, sent: list[int]) -> None:
    assert LOOP.up_to(now, place) == sent


def test_a_picture_goes_with_its_sound_for_as_long_as_it_is_played() -> None:
    """Whatever is asked for in between: the last frame sent is that of the moment, and none is left out."""
    place, sent = None, [0]
    for tick in range(400):
        now = int(tick * 0.5)
        begins = tick % 37 == 0
        places = LOOP.up_to(now, None if begins else place)
        if not places:
            continue
        assert places[-1] == now % 60
        assert begins or places[0] == (sent[-1] + 1) % 60
        sent, place = places, (places[-1] + 1) % 60


def test_the_stage_has_a_picture_for_speech_and_one_for_silence(tmp_path: Path) -> None:
    sound = voices.tone(3)
    pictures = media.staged(LECTERN, sound, tmp_path)
    assert len(pictures.spoken.frames) == media.FPS * len(sound) // voices.RATE
    assert pictures.resting.keys[0] == 0
    assert media.staged(LECTERN, sound, tmp_path) == pictures
    assert len(list(tmp_path.iterdir())) == 2
