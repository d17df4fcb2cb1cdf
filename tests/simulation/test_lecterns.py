"""Pictures of simulated delegations: nobody is portrayed, nothing is written, and the light goes with the voice."""

import dataclasses
import inspect
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from rostrum.simulation import lecterns, media, voices
from rostrum.simulation.lecterns import Lectern, Light, Scene, frames
from tests.breadth import tried

SIZE = (320, 180)
ACCENTS = ("#1d5f8a", "#0f6a6a", "#b5121b", "#c8862a", "#e0c9a6", "#2a6a1d", "#6a1d5f", "#000000", "")
FULL, DARK = Light(1, 1), Light(0, 0)
SYLLABLES_S = 4
"""Enough of a voice to have phrases and a pause."""


def rgb(picture: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray(picture, np.float64) / 255


def skin(picture: Image.Image) -> float:
    """Share of pixels that could be skin: hue from rose to yellow, neither grey nor nearly black."""
    hue, saturation, value = np.moveaxis(np.asarray(picture.convert("HSV"), np.float64), -1, 0)
    degrees = hue * 360 / 255
    warm = (degrees < 48) | (degrees > 346)
    return float((warm & (saturation > 0.15 * 255) & (value > 0.2 * 255)).mean())


def test_a_lectern_knows_a_seat_and_a_colour_and_no_name() -> None:
    assert {field.name for field in dataclasses.fields(Lectern)} == {"key", "accent"}
    drawing = inspect.getsource(lecterns)
    assert "ImageFont" not in drawing
    assert ".text(" not in drawing


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("key", ["EGY", "VEN", "AZE", "UN"][: tried(1, nightly=4)])
def test_no_pixel_has_the_hue_of_skin(key: str, accent: str) -> None:
    assert [skin(one) for one in frames(Lectern(key, accent), *SIZE, [DARK, FULL])] == [0, 0]


@pytest.mark.parametrize("accent", ["#1d5f8a", "#0f6a6a", "#2a6a1d"])
def test_a_lectern_wears_the_hue_of_its_body(accent: str) -> None:
    wanted = [int(accent[n : n + 2], 16) for n in (1, 3, 5)]
    front = rgb(Scene(Lectern("EGY", accent), *SIZE).lit(FULL))[150:170, 140:180].mean(axis=(0, 1))
    assert list(np.argsort(front)) == list(np.argsort(wanted))


def test_two_delegations_do_not_look_alike() -> None:
    seen = [rgb(Scene(Lectern(key), *SIZE).lit(FULL)) for key in ("EGY", "VEN", "CUB", "IDN", "IND", "AZE")]
    apart = [np.abs(a - b).mean() for n, a in enumerate(seen) for b in seen[n + 1 :]]
    assert min(apart) > 0.006


def spoken(place: int = 3) -> voices.Samples:
    return voices.speech(voices.voice_of("EGY", place), SYLLABLES_S)


def test_the_light_of_the_lines_follows_the_voice_frame_by_frame() -> None:
    sound = spoken()
    lights = media.lights(sound)
    assert len(lights) == SYLLABLES_S * media.FPS
    per_frame = voices.RATE // media.FPS
    loud = np.sqrt(np.mean(sound.astype(float).reshape(-1, per_frame) ** 2, axis=1))
    microphone = [rgb(picture)[89:94, 150:170].mean() for picture in frames(Lectern("EGY"), *SIZE, lights)]
    assert np.corrcoef(loud, microphone)[0, 1] > 0.9
    loudest, silent = int(np.argmax(loud)), int(np.argmin(loud))
    assert microphone[loudest] > microphone[silent] + 0.05


def test_other_sound_has_other_light() -> None:
    assert media.levels(spoken(3)) != media.levels(spoken(4))
    assert set(media.levels(np.zeros(voices.RATE, np.int16))) == {0}
    assert min(media.levels(voices.tone(5))) > 0.95


def test_no_large_surface_flashes_three_times_in_a_second() -> None:
    """WCAG 2.3.1: a flash is a rise and a fall of relative luminance by a tenth, over a quarter of the view."""
    lights = media.lights(voices.speech(voices.voice_of("EGY", 3), voices.LOOP_S))
    bright = [luminance(picture) for picture in frames(Lectern("EGY"), *SIZE, [*lights, *lights[:10]])]
    for start in range(len(lights)):
        assert flashes(bright[start : start + media.FPS]) < 3


def luminance(picture: Image.Image) -> float:
    """Of the middle of the picture, where the light is: 0 to 1."""
    red, green, blue = (np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) for c in
                        np.moveaxis(rgb(picture)[10:130, 90:230], -1, 0))  # fmt: skip
    return float((0.2126 * red + 0.7152 * green + 0.0722 * blue).mean())


def flashes(bright: list[float]) -> int:
    """Rises by a tenth of full luminance that a fall by as much follows, or the reverse."""
    turns, low, high = 0, bright[0], bright[0]
    for level in bright:
        low, high = min(low, level), max(high, level)
        if high - low >= 0.1:
            turns, low, high = turns + 1, level, level
    return turns // 2


def test_a_lectern_at_rest_hardly_moves_but_moves() -> None:
    seen = [rgb(picture) for picture in frames(Lectern("EGY"), *SIZE, media.at_rest(media.TILE_FPS))]
    moved = [np.abs(a - b).max() for a, b in pairwise(seen)]
    assert 0 < max(moved) < 0.08
