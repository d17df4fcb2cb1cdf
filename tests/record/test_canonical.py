"""Canonical JSON, beside another implementation of RFC 8785."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from rostrum.record.canonical import LARGEST, NotCanonical, canonical, parsed

LEAVES = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text()
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@given(VALUES)
def test_it_agrees_with_another_implementation(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)
    assert parsed(canonical(value)) == value


def test_names_are_sorted_by_utf_16() -> None:
    assert canonical({"\ufb33": 1, "𝄞": 2, "a": 3}) == '{"a":3,"𝄞":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize(
    "value", [0.5, 1.0, LARGEST + 1, -LARGEST - 1, "\ud800", {1: 2}, b"x", {"a": object()}]
)
def test_what_has_no_canonical_form(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize(
    "raw",
    [b"", b" 1", b"1 ", b"1.0", b"1e3", b"-0", b"NaN", b'"\\u0041"', b'{"b":1,"a":2}', b'{"a":1,"a":1}',
     b'"\xff"', b"\xef\xbb\xbf1", b'"\\ud800"', b"[" * 100_000, b"9007199254740992", b"1" * 5000],
)  # fmt: skip
def test_bytes_that_are_not_canonical(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        parsed(raw)
