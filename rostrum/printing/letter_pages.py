"""Letters as plain text, as HTML and on paper. What they say is in `letters`."""

import html
from collections.abc import Callable
from dataclasses import asdict

from rostrum.printing.fonts import font_for
from rostrum.printing.letters import Letter, Rows, labelled
from rostrum.printing.typesetting import typeset
from rostrum.procedure.words import LetterForm

INK = "#1d2b36"


def as_text(letter: Letter) -> str:
    """Plain text, one paragraph per line."""
    language = letter.language
    is_letter = letter.form is LetterForm.LETTER
    number, dated = labelled(language, *letter.number), labelled(language, *letter.dated)
    parts = [
        letter.heading.upper() if language != "ar" else letter.heading,
        f"{number}\n{dated}" if is_letter else number,
        letter.title,
        labelled(language, *letter.to),
        letter.salutation,
        *letter.before,
        "\n".join((letter.changes[0], *_lines(language, letter.changes[1]))) if letter.changes else "",
        "\n".join(_lines(language, letter.facts)),
        *letter.after,
        letter.link,
        letter.close,
        "" if is_letter else dated,
        "\n".join(letter.signed),
        labelled(language, *letter.key) if letter.key else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(language: str, rows: Rows) -> tuple[str, ...]:
    return tuple(labelled(language, *row) for row in rows)


def as_html(letter: Letter, accent: str) -> str:
    """One HTML page without script or outside parts; every value is escaped."""
    e: Callable[[str], str] = html.escape
    language, is_letter = letter.language, letter.form is LetterForm.LETTER
    direction = "rtl" if language == "ar" else "ltr"
    changed = (
        f'<h2 style="font-size:1em">{e(letter.changes[0])}</h2>{_rows(letter.changes[1])}'
        if letter.changes
        else ""
    )
    before, after = ("".join(f"<p>{e(text)}</p>" for text in part) for part in (letter.before, letter.after))
    rule = accent if accent.startswith("#") and accent[1:].isalnum() else INK
    shown = f'<p><a href="{e(letter.link)}" style="color:{rule}"><bdi>{e(letter.link)}</bdi></a></p>'
    number, dated = (
        f"<p>{e(labelled(language, row[0], ''))}<bdi>{e(row[1])}</bdi></p>"
        for row in (letter.number, letter.dated)
    )
    signed = "<br>".join(e(line) for line in letter.signed)
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{e(letter.subject)}</title></head>"
        f'<body style="font-family:Georgia,serif;max-width:38em;margin:2em auto;line-height:1.5;color:{INK}">'
        f'<p style="letter-spacing:.06em;border-bottom:2px solid {rule};padding-bottom:8px">{e(letter.heading)}</p>'
        f"{number}{dated if is_letter else ''}"
        f'<h1 style="font-size:1.3em">{e(letter.title)}</h1>'
        f"<p>{e(labelled(language, letter.to[0], ''))}<strong><bdi>{e(letter.to[1])}</bdi></strong></p>"
        f"{f'<p>{e(letter.salutation)}</p>' if letter.salutation else ''}{before}"
        f"{changed}{_rows(letter.facts)}{after}"
        f"{shown if letter.link else ''}<p>{e(letter.close)}</p>"
        f"{'' if is_letter else dated}<p><strong>{signed}</strong></p>{_key(letter)}</body></html>"
    )


def _key(letter: Letter) -> str:
    """The fingerprint of the house's key, small: figures run from left to right in every language."""
    if letter.key is None:
        return ""
    label, figures = html.escape(labelled(letter.language, letter.key[0], "")), html.escape(letter.key[1])
    return f'<p style="font-size:.75em;color:#5a6672">{label}<bdi dir="ltr">{figures}</bdi></p>'


def _rows(rows: Rows) -> str:
    e: Callable[[str], str] = html.escape
    lines = "".join(
        f'<tr><th style="text-align:start;padding:4px 24px 4px 0;font-weight:600">{e(name)}</th>'
        f'<td style="padding:4px 0"><bdi>{e(value)}</bdi></td></tr>'
        for name, value in rows
    )
    return f'<table style="border-collapse:collapse">{lines}</table>'


def as_pdf(letter: Letter, accent: str) -> bytes:
    """One A4 page. Raises NoFont where the script of the language is not installed."""
    colour = accent if accent.startswith("#") else INK
    given = {**asdict(letter), "fonts": font_for(letter.language), "accent": colour}
    return typeset("letter.typ", given)
