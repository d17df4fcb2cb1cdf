"""Sound for simulated delegations: a voice of its own for each; pure tones where tests must tell them apart.

The voices are formant synthesis after Klatt (1980), much reduced: a train of glottal pulses and a little
breath through four resonators whose frequencies move from syllable to syllable (vowel formants of Peterson
and Barney, 1952). They say nothing, in no language; they sound like somebody speaking, and no two are alike.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy  # pyright: ignore[reportMissingTypeStubs]  # `scipy.signal` is loaded where a voice is made: they are kept
from numpy.typing import NDArray

RATE = 24_000
"""Samples per second of everything here."""
BLOCK = 120
"""Samples between two settings of the resonators: 5 ms."""
LOOP_S = 15
LOUDNESS = 0.09
"""Root mean square of speech, full scale 1: about −21 dBFS, with pauses left out."""
TONE_AMPLITUDE = 0.12
RECIPE = 3
"""Raised when the synthesis changes, so that cached sound is made anew."""

Samples = NDArray[np.int16]
Floats = NDArray[np.float64]

VOWELS = np.array(
    [(730, 1090, 2440), (570, 840, 2410), (440, 1020, 2240), (300, 870, 2240), (530, 1840, 2480),
     (390, 1990, 2550), (270, 2290, 3010), (660, 1720, 2410), (640, 1190, 2390), (490, 1350, 1690)],
    dtype=np.float64,
)  # fmt: skip
"""First three formants in Hz of ten vowels, adult men; a voice scales them by its vocal tract."""
BANDWIDTHS = (80.0, 110.0, 160.0, 240.0)


@dataclass(frozen=True, slots=True)
class Voice:
    """What makes a voice: pitch in Hz, scale of the formants (1: the men of the table), syllables per
    second, breath (share of noise) and the seed of what it babbles."""

    pitch: float
    tract: float
    pace: float
    breath: float
    seed: int


def voice_of(key: str, place: int) -> Voice:
    """The voice of a seat: neighbours in the order of seats get pitches far apart (golden-ratio steps)."""
    seed = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8])
    chance = np.random.default_rng(seed)
    step = (place * 0.618034) % 1.0
    pitch = 84.0 * 2 ** (1.35 * step)
    tract = 0.92 + 0.26 * step + float(chance.uniform(-0.05, 0.05))
    return Voice(
        round(pitch, 2), round(tract, 4), round(float(chance.uniform(3.6, 5.2)), 3),
        round(float(chance.uniform(0.02, 0.07)), 4), seed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Syllable:
    """Start and length in seconds; vowel as a row of the table; onset: 0 none, 1 stop, 2 hiss, 3 nasal."""

    start: float
    length: float
    vowel: int
    onset: int
    stress: float


def phrases(voice: Voice, seconds: float) -> list[Syllable]:
    """Syllables in phrases of five to ten, with pauses between, and a pause at the end of ``seconds``."""
    chance = np.random.default_rng(voice.seed + 1)
    out: list[Syllable] = []
    at = 0.15
    while at < seconds - 1.2:
        for place in range(int(chance.integers(5, 11))):
            length = float(chance.uniform(0.75, 1.3)) / voice.pace * (1.25 if chance.random() < 0.2 else 1.0)
            if at + length > seconds - 0.4:
                return out
            stress = float(chance.uniform(0.7, 1.0)) * (1.0 - 0.03 * place)
            out.append(
                Syllable(at, length, int(chance.integers(len(VOWELS))), int(chance.integers(4)), stress)
            )
            at += length
        at += float(chance.uniform(0.22, 0.55))
    return out


def speech(voice: Voice, seconds: float = LOOP_S) -> Samples:
    """Speech-like sound of one voice, mono at `RATE`; it begins and ends in silence, so that it loops."""
    blocks = int(seconds * RATE) // BLOCK
    syllables = phrases(voice, seconds)
    formants, loud, hiss, pitch = _tracks(voice, syllables, blocks)
    source = _source(voice, np.repeat(pitch, BLOCK), np.repeat(loud, BLOCK))
    sound = _resonated(source, formants)
    sound += _hiss(voice, np.repeat(hiss, BLOCK))
    spoken = np.repeat(loud, BLOCK) > 0.05
    sound *= LOUDNESS / float(np.sqrt(np.mean(sound[spoken] ** 2)))
    return (np.tanh(sound * 1.2) / 1.2 * 32767).astype(np.int16)


def _tracks(voice: Voice, syllables: list[Syllable], blocks: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Formants (blocks × 4), loudness, hiss and pitch for each block, glided as a mouth would."""
    time = np.arange(blocks) * BLOCK / RATE
    formants = np.tile(np.array([500.0, 1500.0, 2500.0]) * voice.tract, (blocks, 1))
    loud, hiss = np.zeros(blocks), np.zeros(blocks)
    pitch = np.full(blocks, voice.pitch)
    for syllable in syllables:
        inside = (time >= syllable.start) & (time < syllable.start + syllable.length)
        x = (time[inside] - syllable.start) / syllable.length
        formants[inside] = VOWELS[syllable.vowel] * voice.tract
        onset = 0.3 if syllable.onset in (1, 2) else 0.0
        loud[inside] = syllable.stress * np.where(
            x < onset, 0.06, np.sin(np.pi * np.clip(x, 0.02, 1)) ** 0.45
        )
        if syllable.onset == 2:
            hiss[inside] = np.where(x < onset, 0.10 * np.sin(np.pi * x / onset), 0.0)
        pitch[inside] = voice.pitch * (0.94 + 0.18 * syllable.stress * np.sin(np.pi * x))
    return _glide(formants, voice), _smooth(loud, 4), _smooth(hiss, 2), _smooth(pitch, 12)


def _glide(formants: Floats, voice: Voice) -> Floats:
    smooth = np.column_stack([_smooth(formants[:, n], 9) for n in range(3)])
    return np.column_stack([smooth, np.full(len(smooth), 3500.0 * voice.tract)])


def _smooth(values: Floats, width: int) -> Floats:
    window = np.hanning(width + 2)[1:-1]
    padded = np.pad(values, width, mode="edge")
    smooth: Floats = np.convolve(padded, window / window.sum(), mode="same")[width:-width].real
    return smooth


def _source(voice: Voice, pitch: Floats, loud: Floats) -> Floats:
    """Glottal flow, differentiated: Rosenberg pulses with slow drift of pitch, and breath while voiced."""
    chance = np.random.default_rng(voice.seed + 2)
    drift = 1 + 0.012 * np.interp(
        np.arange(len(pitch)), np.linspace(0, len(pitch), 220), chance.standard_normal(220)
    )
    phase = np.cumsum(pitch * drift / RATE) % 1.0
    opening, closing = 0.42, 0.16
    flow = np.where(
        phase < opening,
        0.5 * (1 - np.cos(np.pi * phase / opening)),
        np.where(phase < opening + closing, np.cos(np.pi / 2 * (phase - opening) / closing), 0.0),
    )
    pulses = np.diff(flow, prepend=flow[0]) * 6
    return (pulses + voice.breath * chance.standard_normal(len(pitch)) * 0.6) * loud


def _resonated(source: Floats, formants: Floats) -> Floats:
    """Four second-order resonators in a row, set anew for every block, their memory carried over."""
    sound = source
    for n, width in enumerate(BANDWIDTHS):
        sound = _resonator(sound, formants[:, n], width)
    return sound


def _resonator(sound: Floats, centres: Floats, width: float) -> Floats:
    radius = np.exp(-np.pi * width / RATE)
    second = 2 * radius * np.cos(2 * np.pi * np.clip(centres, 90, RATE * 0.45) / RATE)
    out = np.empty_like(sound)
    memory = np.zeros(2)
    for block, b in enumerate(second):
        a = np.array([1.0, -b, radius**2])
        piece = slice(block * BLOCK, (block + 1) * BLOCK)
        out[piece], memory = scipy.signal.lfilter([1 - b + radius**2], a, sound[piece], zi=memory)  # pyright: ignore
    return out


def _hiss(voice: Voice, loud: Floats) -> Floats:
    """Noise of s-like onsets: high-passed white noise."""
    noise = np.random.default_rng(voice.seed + 3).standard_normal(len(loud))
    return np.diff(noise, prepend=0.0) * loud * 0.03


def tone(place: int) -> Samples:
    """One second of the tone of the seat at ``place``: ``300 + 20·place`` Hz, which loops without a click."""
    time = np.arange(RATE) / RATE
    return (TONE_AMPLITUDE * np.sin(2 * np.pi * tone_hz(place) * time) * 32767).astype(np.int16)


def tone_hz(place: int) -> int:
    return 300 + 20 * place


def kept(key: str, place: int, folder: Path) -> Samples:
    """The loop of a seat's voice, made once and kept in ``folder``."""
    voice = voice_of(key, place)
    name = hashlib.sha256(f"{RECIPE} {LOOP_S} {RATE} {voice}".encode()).hexdigest()[:20]
    path = folder / f"voice-{name}.npy"
    if path.exists():
        return np.load(path)
    sound = speech(voice)
    folder.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half.npy")
    np.save(half, sound)
    half.replace(path)
    return sound
