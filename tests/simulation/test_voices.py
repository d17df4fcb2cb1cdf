"""Voices are speech-like and differ; tones are exact; neither depends on the machine."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from rostrum.simulation import voices
from rostrum.simulation.script import load

KEYS = [part.seat.key for part in load("nam-2020-05-04").parts]


def spectrum(sound: voices.Samples) -> tuple[voices.Floats, voices.Floats]:
    return np.fft.rfftfreq(len(sound), 1 / voices.RATE).astype(np.float64), np.square(
        np.abs(np.fft.rfft(sound / 32768.0)), dtype=np.float64
    )


def share(sound: voices.Samples, low: float, high: float) -> float:
    frequencies, power = spectrum(sound)
    return float(power[(frequencies >= low) & (frequencies < high)].sum() / power.sum())


def loudness(sound: voices.Samples) -> voices.Floats:
    """Root mean square of pieces of 50 ms."""
    size = voices.RATE // 20
    pieces = (sound[: len(sound) // size * size] / 32768.0).reshape(-1, size)
    return np.sqrt((pieces**2).mean(axis=1))


def pitch_of(sound: voices.Samples) -> float:
    """Hz by the autocorrelation of voiced pieces, their median."""
    size, found = voices.RATE // 16, list[float]()
    for start in range(0, len(sound) - size, size):
        piece = sound[start : start + size] / 32768.0
        if np.sqrt((piece**2).mean()) < 0.05:
            continue
        power = np.fft.rfft(piece - piece.mean(), 2 * size)
        same = np.fft.irfft(np.abs(power) ** 2)[:size]
        lags = np.arange(voices.RATE // 320, voices.RATE // 65)
        found.append(voices.RATE / lags[np.argmax(same[lags])])
    return float(np.median(found))


@pytest.mark.parametrize("place", [0, 7, 20, 42])
def test_a_voice_has_the_spectrum_and_rhythm_of_speech(place: int) -> None:
    sound = voices.speech(voices.voice_of(KEYS[place], place))
    assert share(sound, 80, 4000) > 0.97
    assert share(sound, 300, 4000) > 0.25
    levels = loudness(sound)
    assert 0.1 < (levels < 0.01).mean() < 0.5, "pauses"
    frequencies, power = spectrum(sound)
    peak = float(power.max() / power.sum())
    assert peak < 0.05, "no single tone stands out"
    rhythm = np.abs(np.fft.rfft(levels - levels.mean()))
    beats = np.fft.rfftfreq(len(levels), 0.05)
    assert 1.0 < beats[np.argmax(rhythm * (beats > 0.8))] < 7, "syllables in a second"
    assert frequencies[-1] == voices.RATE / 2


@pytest.mark.parametrize("place", [0, 7, 20, 42])
def test_a_voice_has_its_own_pitch(place: int) -> None:
    voice = voices.voice_of(KEYS[place], place)
    assert pitch_of(voices.speech(voice)) == pytest.approx(voice.pitch * 1.06, rel=0.14)


def test_no_two_voices_are_alike_and_neighbours_least() -> None:
    made = [voices.voice_of(key, place) for place, key in enumerate(KEYS)]
    assert len({(voice.pitch, voice.tract) for voice in made}) == len(KEYS)
    for one, two in pairwise(made):
        assert max(one.pitch, two.pitch) / min(one.pitch, two.pitch) > 1.25
    assert all(80 <= voice.pitch <= 220 for voice in made)


def test_a_voice_is_loud_enough_never_clips_and_loops() -> None:
    sound = voices.speech(voices.voice_of("CUB", 8))
    levels = loudness(sound)
    spoken = levels[levels > 0.02]
    assert 0.05 < np.sqrt((spoken**2).mean()) < 0.14
    assert np.abs(sound).max() < 32000
    assert np.abs(sound[: voices.RATE // 50]).max() < 300
    assert np.abs(sound[-voices.RATE // 50 :]).max() < 300


def test_the_same_seat_sounds_the_same_again(tmp_path: Path) -> None:
    first = voices.kept("CUB", 8, tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    assert np.array_equal(first, voices.kept("CUB", 8, tmp_path))
    assert np.array_equal(first, voices.speech(voices.voice_of("CUB", 8)))


@pytest.mark.parametrize("place", [0, 1, 42])
def test_tones_are_exact(place: int) -> None:
    sound = voices.tone(place)
    frequencies, power = spectrum(sound)
    assert frequencies[np.argmax(power)] == 300 + 20 * place == voices.tone_hz(place)
    assert power.max() / power.sum() > 0.999
    steps = np.abs(np.diff(np.concatenate([sound, sound]).astype(int)))
    steepest = 32767 * voices.TONE_AMPLITUDE * 2 * np.pi * voices.tone_hz(place) / voices.RATE + 2
    assert steps.max() <= steepest, "loops without a click"
