"""Nameplate video: VP8 in IVF, with a key frame every two seconds, that decodes and moves."""

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from rostrum.simulation import media
from rostrum.simulation.plates import FRAMES, Plate

PLATE = Plate("VEN", "Venezuela (Bolivarian Republic of)", "President")


@pytest.fixture(scope="module")
def tile() -> media.Loop:
    return media.encode(PLATE, media.TILE)


def pictures(loop: media.Loop) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    codec = av.CodecContext.create("libvpx", "r")
    return [
        frame.to_ndarray(format="gray")
        for data in loop.frames
        for frame in codec.decode(av.Packet(data))  # pyright: ignore
    ]


def test_key_frames_come_every_two_seconds(tile: media.Loop) -> None:
    assert len(tile.frames) == FRAMES
    assert tile.keys == tuple(range(0, FRAMES, 2 * media.FPS))
    assert tile.key_after(1) == 2 * media.FPS
    assert tile.key_after(2 * media.FPS + 1) == 0


def test_a_loop_decodes_is_of_its_size_and_moves(tile: media.Loop) -> None:
    seen = pictures(tile)
    assert len(seen) == FRAMES
    assert {picture.shape for picture in seen} == {(180, 320)}
    moved = [np.abs(a.astype(int) - b.astype(int)).mean() for a, b in pairwise(seen)]
    assert min(moved) > 0.02
    assert max(moved) < 12
    around = np.abs(seen[-1].astype(int) - seen[0].astype(int)).mean()
    assert around < 12, "the last leads into the first"


def test_a_loop_can_be_joined_at_any_key_frame(tile: media.Loop) -> None:
    late = media.Loop(tile.width, tile.height, tile.frames[tile.keys[1] :])
    assert len(pictures(late)) == FRAMES - tile.keys[1]


def test_the_plate_is_bright_and_bears_letters(tile: media.Loop) -> None:
    plate = pictures(tile)[0][125:165, 40:280]
    assert np.median(plate) > 200
    assert (plate < 90).mean() > 0.02


def test_a_tile_is_cheap_to_send(tile: media.Loop) -> None:
    bits_a_second = sum(map(len, tile.frames)) * 8 / (FRAMES / media.FPS)
    assert bits_a_second < 120_000


def test_ivf_goes_there_and_back(tile: media.Loop) -> None:
    assert media.read_ivf(media.write_ivf(tile)) == tile


@pytest.mark.parametrize("cut", [0, 31, 40, 500])
def test_broken_ivf_is_refused(tile: media.Loop, cut: int) -> None:
    with pytest.raises(ValueError, match=r"cut off|not VP8"):
        media.read_ivf(media.write_ivf(tile)[:cut])


def test_other_programs_read_what_is_kept(tmp_path: Path) -> None:
    loop = media.kept(PLATE, media.TILE, tmp_path)
    (path,) = tmp_path.iterdir()
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        assert (stream.codec_context.name, stream.width, stream.height) == ("vp8", 320, 180)
        assert sum(1 for packet in file.demux(stream) if packet.size) == len(loop.frames)
    assert media.kept(PLATE, media.TILE, tmp_path) == loop
