"""Which families on this machine print which script."""

from __future__ import annotations

from functools import cache

import typst

FONTS = {
    "zh": (
        "Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "Source Han Sans SC",
        "Noto Serif SC", "Noto Sans SC", "WenQuanYi Micro Hei",
    ),
    "ar": ("Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", "DejaVu Sans"),
}  # fmt: skip
"""Families that hold a script, the best first. Other languages take what every Typst has."""
EVERYWHERE = "Libertinus Serif"


class NoFont(LookupError):
    """No family for the script of this language is installed: what it says cannot be put on paper."""


@cache
def installed() -> typst.Fonts:
    """The fonts of this machine, looked for once: that takes thirty times as long as to print a letter."""
    return typst.Fonts()


@cache
def families() -> frozenset[str]:
    """The names of the families installed."""
    return frozenset(installed().families())


def font_for(language: str) -> list[str]:
    """Families installed that can print a language; raises NoFont."""
    wanted = FONTS.get(language)
    if wanted is None:
        return [EVERYWHERE]
    found = [family for family in wanted if family in families()]
    if not found:
        raise NoFont(language)
    return found
