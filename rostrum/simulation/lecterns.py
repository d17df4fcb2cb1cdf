"""Pictures of simulated delegations: a lectern in the body's colour, whose light moves with the voice.

Nobody is portrayed and nothing is written: there is no face and no skin to mistake for a person's, and the only
nameplate is the one that screens draw, in the reader's language. Delegations differ by the tint of the chamber and
by the rosette behind the lectern, line work as on a banknote, both drawn from the seat's key.
"""

import colorsys
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Layer = NDArray[np.floating[Any]]
"""Height × width × 3, red, green and blue as shares of full light."""
Shape = NDArray[np.floating[Any]]
"""Height × width, 0 to 1."""
Colour = tuple[float, float, float]
Line = tuple[float, float]
"""A level line: half its length, and how far down it lies, in heights of the picture."""
Pen = Callable[[ImageDraw.ImageDraw, int, int], None]
"""Draws on a canvas of a width and a height."""

DRAWN_AT = 2
"""Line work is drawn larger by this and reduced, for smooth edges."""
AT_REST = 0.22
"""Share of the light that burns while nobody speaks."""
HOUSE = "#1d5f8a"
"""Colour of a lectern whose body has none."""
SKIN_HUES = (345.0, 50.0)
"""Degrees of hue, clockwise from the first to the second, in which human skin lies; no part has them."""
LIGHT: Colour = (0.86, 0.95, 1.0)
COOL, SPREAD = 168.0, 84.0
"""The chamber's tint: degrees of hue from sea green to indigo."""
THREADS, RINGS = 6, (0.285, 0.293)
"""Waves of a rosette, and the circles around it in heights of the picture."""


@dataclass(frozen=True, slots=True)
class Lectern:
    """What is drawn: ``key`` of the seat and ``accent`` of the body (``#rrggbb``). No name is asked for."""

    key: str
    accent: str = HOUSE


@dataclass(frozen=True, slots=True)
class Light:
    """How bright the chamber is behind the lectern, and how bright the line work and the microphones: 0 to 1.

    Two, because a large surface that follows every syllable flashes more often than three times in a second,
    which nobody may be shown (WCAG 2.3.1); thin lines may.
    """

    chamber: float
    lines: float


class Scene:
    """A lectern in its chamber at one size. ``lit`` gives the picture at a light."""

    def __init__(self, lectern: Lectern, width: int, height: int) -> None:
        self._unlit, self._chamber, self._lines = _layers(lectern, width, height)

    def lit(self, light: Light) -> Image.Image:
        """An RGB picture."""
        chamber, lines = (AT_REST + (1 - AT_REST) * share for share in (light.chamber, light.lines))
        picture = self._unlit + np.float32(chamber) * self._chamber
        picture += np.float32(lines) * self._lines
        return Image.fromarray((np.clip(picture, 0, 1) * np.float32(255.49)).astype(np.uint8), "RGB")


def frames(lectern: Lectern, width: int, height: int, lights: Sequence[Light]) -> Iterator[Image.Image]:
    """One RGB picture for each light."""
    scene = Scene(lectern, width, height)
    return (scene.lit(light) for light in lights)


def breathing(count: int) -> list[Light]:
    """The light of a lectern at which nobody speaks, in a loop: it hardly moves, so that it shows as live."""
    turns = (0.08 * (1 - float(np.cos(2 * np.pi * n / count))) for n in range(count))
    return [Light(turn, turn) for turn in turns]


def _layers(lectern: Lectern, width: int, height: int) -> tuple[Layer, Layer, Layer]:
    """The picture unlit, what the light of the chamber adds, and what that of the lines does."""
    unlit, chamber = _wall(lectern, width, height)
    rosette = _drawn(width, height, lambda draw, w, h: _rosette(draw, lectern, w, h))
    lines = _tinted(rosette * 0.50, LIGHT)
    unlit += _tinted(rosette * 0.10, LIGHT)
    chamber += _tinted(_blurred(rosette, height / 12) * 0.55, LIGHT)
    return _with_lectern(lectern, unlit, chamber, lines)


def _number(key: str, n: int) -> float:
    """A number in 0..1 that belongs to this seat."""
    return hashlib.sha256(key.encode()).digest()[n] / 255


def colour_of(accent: str) -> Colour:
    """The body's colour as the lectern wears it: its own hue, or the nearest in which no skin lies."""
    digits = accent.removeprefix("#") if len(accent) == 7 else HOUSE[1:]
    hue, saturation, value = colorsys.rgb_to_hsv(*(int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)))
    first, last = SKIN_HUES
    degrees = hue * 360
    if degrees <= last or degrees >= first:
        degrees = last + 6 if 0 < degrees - 17.5 < 50 else first - 6
    return colorsys.hsv_to_rgb(degrees / 360, min(0.72, saturation), min(0.72, max(0.38, value)))


def _tint(lectern: Lectern, saturation: float, value: float) -> Colour:
    return colorsys.hsv_to_rgb((COOL + SPREAD * _number(lectern.key, 0)) / 360, saturation, value)


def _tinted(shape: Shape, colour: Colour) -> Layer:
    return shape[:, :, None] * np.asarray(colour, np.float32)


def _drawn(width: int, height: int, pen: Pen) -> Shape:
    """A shape of 0 to 1, drawn white on black."""
    image = Image.new("L", (width * DRAWN_AT, height * DRAWN_AT))
    pen(ImageDraw.Draw(image), image.width, image.height)
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS), np.float32) / 255


def _blurred(shape: Shape, radius: float) -> Shape:
    image = Image.fromarray((np.clip(shape, 0, 1) * 255).astype(np.uint8), "L")
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255


def _wall(lectern: Lectern, width: int, height: int) -> tuple[Layer, Layer]:
    """The chamber unlit, and what the light adds: a curved wall of upright slats above a floor."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    across, down = (x - width / 2) / height, y / height
    # On a curved wall slats stand closer together towards its sides.
    slats = 0.5 + 0.5 * np.cos(2 * np.pi * 20 * np.arcsin(np.clip(across / 1.1, -1, 1)))
    floor = np.clip((down - 0.86 - 0.05 * across**2) * height / 3, 0, 1)
    texture = (1 - 0.10 * slats) * (1 - floor) + 0.62 * floor
    dusk = (0.42 + 0.58 * np.exp(-((across / 0.8) ** 2))) * (1.06 - 0.5 * down)
    pool = np.exp(-((across / 0.46) ** 2) - ((down - 0.36) / 0.40) ** 2)
    unlit = _tinted(texture * dusk, _tint(lectern, 0.46, 0.30))
    light = _tinted(texture * pool, _tint(lectern, 0.30, 0.42))
    return unlit, light


def _rosette(draw: ImageDraw.ImageDraw, lectern: Lectern, wide: int, high: int) -> None:
    """Crossing waves around a circle; how many and how deep belongs to the seat."""
    petals, wave = 6 + round(14 * _number(lectern.key, 1)), 0.016 + 0.048 * _number(lectern.key, 2)
    angle = np.linspace(0, 2 * np.pi, 1441)
    for thread in range(THREADS):
        turn = 2 * np.pi * thread / THREADS
        radius = high * (0.205 + wave * np.cos(petals * angle + turn))
        points = np.column_stack([wide / 2 + radius * np.sin(angle), high * 0.36 - radius * np.cos(angle)])
        draw.line([(float(px), float(py)) for px, py in points], fill=170, width=max(1, high // 540))
    for ring in RINGS:
        box = (wide / 2 - high * ring, high * (0.36 - ring), wide / 2 + high * ring, high * (0.36 + ring))
        draw.ellipse(box, outline=190, width=max(1, high // 360))


def _with_lectern(lectern: Lectern, unlit: Layer, chamber: Layer, lines: Layer) -> tuple[Layer, Layer, Layer]:
    """The lectern before the wall; its top catches the light, and its microphones have their own."""
    height, width, _ = unlit.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    round_off = np.clip(1.1 - 9 * np.abs((x - width / 2) / height) ** 2.4, 0.3, 1) * (1.35 - 0.7 * y / height)
    colour, even = colour_of(lectern.accent), np.ones_like(y)
    for pen, own, caught in (
        (_necks, _tinted(even * 0.055, LIGHT), _tinted(even * 0.10, LIGHT)),
        (_front, _tinted(round_off * 0.62, colour), _tinted(round_off * 0.42, colour)),
        (_panel, _tinted(round_off * 0.78, colour), _tinted(round_off * 0.55, colour)),
        (_top, _tinted(even * 0.80, colour), _tinted(even * 0.16, LIGHT)),
        (_edge, _tinted(even * 0.95, colour), _tinted(even * 0.34, LIGHT)),
    ):
        covers = _drawn(width, height, pen)[:, :, None]
        unlit = unlit * (1 - covers) + own * covers
        chamber = chamber * (1 - covers) + caught * covers
        lines = lines * (1 - covers)
    rings = _drawn(width, height, _rings)
    glow = np.clip(rings + 1.2 * _blurred(rings, height / 70), 0, 1)
    return unlit + _tinted(rings * 0.10, LIGHT), chamber, lines + _tinted(glow * 0.85, LIGHT)


def _sloped(draw: ImageDraw.ImageDraw, wide: int, high: int, upper: Line, lower: Line) -> None:
    """Fills between two level lines around the middle, each its half length and its height."""
    (half, top), (base, foot) = upper, lower
    corners = [(-half, top), (half, top), (base, foot), (-base, foot)]
    draw.polygon([(wide / 2 + high * px, high * py) for px, py in corners], fill=255)


def _front(draw: ImageDraw.ImageDraw, wide: int, high: int) -> None:
    _sloped(draw, wide, high, (0.235, 0.70), (0.195, 1.02))


def _panel(draw: ImageDraw.ImageDraw, wide: int, high: int) -> None:
    _sloped(draw, wide, high, (0.195, 0.745), (0.165, 1.02))


def _top(draw: ImageDraw.ImageDraw, wide: int, high: int) -> None:
    _sloped(draw, wide, high, (0.22, 0.645), (0.275, 0.70))


def _edge(draw: ImageDraw.ImageDraw, wide: int, high: int) -> None:
    _sloped(draw, wide, high, (0.275, 0.70), (0.272, 0.713))


HEADS = (-0.035, 0.035)
"""Where the two microphones end, from the middle, in heights of the picture."""


def _necks(draw: ImageDraw.ImageDraw, wide: int, high: int) -> None:
    middle = wide / 2
    for head in HEADS:
        side = 1 if head > 0 else -1
        bend = np.linspace(0, 1, 24)
        xs = middle + high * (side * 0.12 + (head - side * 0.12) * bend**2.2)
        ys = high * (0.66 - 0.165 * np.sin(bend * np.pi / 2))
        points = [(float(px), float(py)) for px, py in zip(xs, ys, strict=True)]
        draw.line(points, fill=255, width=max(2, round(high * 0.009)), joint="curve")
        x, y = points[-1]
        box = (x - high * 0.016, y - high * 0.045, x + high * 0.016, y + high * 0.018)
        draw.rounded_rectangle(box, high * 0.016, fill=255)


def _rings(draw: ImageDraw.ImageDraw, wide: int, high: int) -> None:
    """The light of the microphones, below their heads."""
    for head in HEADS:
        x, y = wide / 2 + high * head, high * 0.503
        draw.rounded_rectangle(
            (x - high * 0.019, y, x + high * 0.019, y + high * 0.011), high * 0.005, fill=255
        )
