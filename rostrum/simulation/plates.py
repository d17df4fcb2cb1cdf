"""Pictures of simulated delegations: somebody behind a nameplate, moving a little, so visibly live.

Drawn, not filmed, and plainly so: a figure without a face. Nobody could take it for the person whose office
stands on the plate.
"""

import colorsys
import hashlib
import math
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FRAMES = 20
"""Frames of one loop; the last leads into the first."""
SERIF = ("DejaVuSerif-Bold.ttf", "LiberationSerif-Bold.ttf", "FreeSerifBold.ttf")
DRAWN_AT = 2
"""Still parts are drawn larger by this and reduced, for smooth edges."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Plate:
    """What stands on a nameplate. ``live`` lights the ring of the microphone."""

    key: str
    name: str
    office: str
    live: bool = False
    recorded: bool = False


def frames(plate: Plate, width: int, height: int) -> list[Image.Image]:
    """One loop of RGB pictures, `FRAMES` of them."""
    wall, figure, front = (
        _wall(plate, width, height),
        _figure(plate, width, height),
        _front(plate, width, height),
    )
    return [_frame(plate, wall, figure, front, n / FRAMES) for n in range(FRAMES)]


def _frame(
    plate: Plate, wall: Image.Image, figure: Image.Image, front: Image.Image, turn: float
) -> Image.Image:
    """Sway, breath and drifting light at ``turn`` (0 to 1) of the loop; who speaks moves more."""
    width, height = front.size
    reach = height / (30 if plate.live else 60)
    start = _number(plate.key, 2) * 2 * math.pi
    sway = reach * math.sin(2 * math.pi * turn + start)
    nod = reach * 0.5 * math.sin(4 * math.pi * turn + start * 2)
    drift = int((wall.width - width) * (0.5 + 0.5 * math.sin(2 * math.pi * turn + start)))
    picture = wall.crop((drift, 0, drift + width, height))
    picture.paste(figure, (round(sway), round(nod)), figure)
    picture.paste(front, (0, 0), front)
    return picture


def _number(key: str, n: int) -> float:
    """A number in 0..1 that belongs to this seat."""
    return hashlib.sha256(key.encode()).digest()[n] / 255


def _hue(plate: Plate, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(0.52 + 0.22 * _number(plate.key, 0), saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _wall(plate: Plate, width: int, height: int) -> Image.Image:
    """Panelled wall, wider than the picture by a tenth, with a soft light that wanders as it is shifted."""
    wide = width + width // 10
    image = Image.new("RGB", (wide, height))
    draw = ImageDraw.Draw(image)
    for y in range(height):
        draw.line((0, y, wide, y), fill=_hue(plate, 0.42, 0.34 - 0.16 * y / height))
    for x in range(0, wide, max(1, width // 7)):
        draw.line((x, 0, x, height), fill=_hue(plate, 0.45, 0.16), width=max(1, width // 200))
    light = Image.new("L", (wide, height))
    ImageDraw.Draw(light).ellipse((wide * 0.2, -height * 0.5, wide * 0.8, height * 0.7), fill=70)
    light = light.filter(ImageFilter.GaussianBlur(width / 10))
    return Image.composite(Image.new("RGB", image.size, _hue(plate, 0.2, 0.75)), image, light)


def _figure(plate: Plate, width: int, height: int) -> Image.Image:
    """Head and shoulders without a face."""
    scale = DRAWN_AT
    image = Image.new("RGBA", (width * scale, height * scale))
    draw = ImageDraw.Draw(image)
    middle, unit = width * scale * 0.5, height * scale
    head = unit * (0.125 + 0.02 * _number(plate.key, 3))
    neck = unit * 0.42
    coat, skin = (*_hue(plate, 0.35, 0.13), 255), (*_tone_of_skin(plate), 255)
    broad = unit * (0.30 + 0.05 * _number(plate.key, 4))
    draw.rounded_rectangle(
        (middle - broad, neck + unit * 0.06, middle + broad, unit * 1.2), unit * 0.16, fill=coat
    )
    draw.rectangle(
        (middle - head * 0.4, neck - head * 0.3, middle + head * 0.4, neck + unit * 0.1), fill=skin
    )
    draw.polygon(
        [(middle - head * 0.75, neck + unit * 0.055), (middle + head * 0.75, neck + unit * 0.055),
         (middle, neck + unit * 0.26)],
        fill=(225, 226, 228, 255),
    )  # fmt: skip
    hair = (*_hue(plate, 0.25, 0.10 + 0.4 * _number(plate.key, 5)), 255)
    draw.ellipse((middle - head * 0.9, neck - head * 2.2, middle + head * 0.9, neck - head * 0.35), fill=hair)
    draw.ellipse(
        (middle - head * 0.8, neck - head * 1.85, middle + head * 0.8, neck + head * 0.15), fill=skin
    )
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _tone_of_skin(plate: Plate) -> Colour:
    """One neutral tone for all, hardly varied: a figure stands for an office, not for a people."""
    shade = round(150 + 24 * _number(plate.key, 6))
    return shade, round(shade * 0.86), round(shade * 0.76)


def _front(plate: Plate, width: int, height: int) -> Image.Image:
    """Desk, microphone and nameplate."""
    scale = DRAWN_AT
    image = Image.new("RGBA", (width * scale, height * scale))
    draw = ImageDraw.Draw(image)
    wide, unit = width * scale, height * scale
    draw.rectangle((0, unit * 0.80, wide, unit), fill=(*_hue(plate, 0.30, 0.22), 255))
    draw.rectangle((0, unit * 0.80, wide, unit * 0.815), fill=(*_hue(plate, 0.25, 0.40), 255))
    _microphone(draw, plate, wide, unit)
    draw.rounded_rectangle(
        (wide * 0.09, unit * 0.665, wide * 0.91, unit * 0.935), unit * 0.02, fill=(246, 245, 240, 255)
    )
    _centred(draw, plate.name, (wide * 0.5, unit * 0.765), (wide * 0.78, unit * 0.135), (22, 26, 32))
    _centred(draw, plate.office, (wide * 0.5, unit * 0.885), (wide * 0.74, unit * 0.058), (84, 90, 100))
    if plate.recorded:
        draw.polygon(
            [
                (wide * 0.05, unit * 0.06),
                (wide * 0.05, unit * 0.16),
                (wide * 0.05 + unit * 0.09, unit * 0.11),
            ],
            fill=(240, 240, 240, 220),
        )
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _microphone(draw: ImageDraw.ImageDraw, plate: Plate, wide: float, unit: float) -> None:
    """On a goose-neck at the right; its ring is red while the seat has the floor, as in most chambers."""
    x, top, bottom = wide * 0.70, unit * 0.40, unit * 0.80
    draw.line(
        (x + unit * 0.05, bottom, x, top + unit * 0.08),
        fill=(20, 20, 22, 255),
        width=max(2, int(unit * 0.014)),
    )
    draw.rounded_rectangle(
        (x - unit * 0.02, top, x + unit * 0.02, top + unit * 0.10), unit * 0.02, fill=(28, 28, 30, 255)
    )
    ring = (235, 45, 40, 255) if plate.live else (70, 72, 76, 255)
    draw.rectangle((x - unit * 0.022, top + unit * 0.075, x + unit * 0.022, top + unit * 0.098), fill=ring)


def _centred(
    draw: ImageDraw.ImageDraw, text: str, at: tuple[float, float], room: tuple[float, float], colour: Colour
) -> None:
    """Writes ``text`` around ``at``, as large as fits into ``room``, in two lines where that is larger."""
    lines = max((text, _halved(text)), key=lambda form: _fitting(draw, form, room)[1])
    font, _ = _fitting(draw, lines, room)
    draw.multiline_text(at, lines, font=font, fill=colour, anchor="mm", align="center", spacing=2)


def _halved(text: str) -> str:
    """The text broken at the blank nearest to its middle; unchanged when it has none."""
    blanks = [n for n, letter in enumerate(text) if letter == " "]
    if not blanks:
        return text
    cut = min(blanks, key=lambda n: abs(n - len(text) / 2))
    return f"{text[:cut]}\n{text[cut + 1 :]}"


def _fitting(draw: ImageDraw.ImageDraw, text: str, room: tuple[float, float]) -> tuple[Font, float]:
    """The font and size at which ``text`` fills ``room`` in one dimension."""
    probe = 40.0
    left, top, right, bottom = draw.multiline_textbbox((0, 0), text or " ", font=_font(probe), spacing=2)
    size = math.floor(probe * min(room[0] / max(1, right - left), room[1] / max(1, bottom - top)))
    return _font(max(6, size)), float(size)


@cache
def _font(size: float) -> Font:
    """A serif of the machine, or the plain letter that Pillow brings along."""
    for name in SERIF:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
