"""Exact numbers in print.

Decimals rounded half to even from fractions and from square roots, never via floats.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt


def decimal(value: Fraction, digits: int) -> float:
    """`value` rounded to `digits` places, as the nearest double (so that it prints as written)."""
    return float(round(value, digits))


def root(value: Fraction, digits: int) -> float:
    """The square root of `value` >= 0, rounded to `digits` places (half up), without floating point."""
    return float(root_fraction(value, digits))


def root_fraction(value: Fraction, digits: int) -> Fraction:
    """The square root as a fraction with denominator 10**digits, rounded half up."""
    scale = 10**digits
    scaled = value * (2 * scale) ** 2
    doubled = isqrt(scaled.numerator // scaled.denominator)
    return Fraction((doubled + 1) // 2, scale)
