"""The envelope: instants, names, and reading that notices every change."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.procedure.meeting.acts import ItemCalled
from rostrum.procedure.words import Visibility
from rostrum.record.codec import Codec
from rostrum.record.entry import ChainBroken, Draft, Stored, instant, rfc3339
from rostrum.record.memory import MemoryRecord
from rostrum.record.reading import checked
from tests.record.sitting import BEGUN, CHAIR

FIRST = -62_135_596_800_000
LAST = 253_402_300_799_999


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (1_588_590_000_000, "2020-05-04T11:00:00.000Z"),
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (FIRST, "0001-01-01T00:00:00.000Z"),
        (LAST, "9999-12-31T23:59:59.999Z"),
    ],
)
def test_instants_as_text(at: int, text: str) -> None:
    assert rfc3339(at) == text
    assert instant(text) == at


@given(st.integers(FIRST, LAST))
def test_instants_come_back(at: int) -> None:
    assert instant(rfc3339(at)) == at


def test_the_text_is_what_the_calendar_says() -> None:
    moment = datetime(2026, 3, 29, 1, 30, 0, 7000, tzinfo=UTC)
    assert rfc3339(round(moment.timestamp() * 1000)) == moment.isoformat(timespec="milliseconds")[:23] + "Z"


def test_an_entry_in_bytes(codec: Codec) -> None:
    record = MemoryRecord(codec)
    (first,) = record.append("sitting", 0, [Draft(BEGUN, CHAIR, ItemCalled(number=2), Visibility.PUBLIC)])
    assert first.bytes == (
        b'{"act":{"kind":"ItemCalled","number":2},"actor":"chair","at":"2020-05-04T11:00:00.000Z",'
        b'"book":"sitting","capacity":"chair",'
        b'"prev":"0000000000000000000000000000000000000000000000000000000000000000","seat":"AZE","version":1,'
        b'"visibility":"public"}'
    )
    assert first.hash == sha256(first.bytes).hexdigest()


def tampered(stored: list[Stored], version: int, old: bytes, new: bytes, rehash: bool) -> list[Stored]:
    one = stored[version - 1]
    assert old in one.bytes
    raw = one.bytes.replace(old, new)
    digest = sha256(raw).hexdigest() if rehash else one.hash
    return [*stored[: version - 1], one._replace(bytes=raw, hash=digest), *stored[version:]]


@pytest.mark.parametrize(
    ("old", "new", "rehash", "named"),
    [
        (b"AZE", b"CUB", False, 2),
        (b"AZE", b"CUB", True, 3),
        (b'"book":"sitting"', b'"book":"another"', True, 2),
        (b'"version":2', b'"version":3', True, 2),
        (b'"capacity":"chair"', b'"capacity":"king"', True, 2),
        (b'"at":', b'"as":', True, 2),
        (b"}", b"", True, 2),
    ],
)
def test_reading_stops_at_what_was_changed(
    recorded: Callable[..., MemoryRecord], codec: Codec, old: bytes, new: bytes, rehash: bool, named: int
) -> None:
    stored = list(recorded(4).stored("sitting"))
    assert len(list(checked("sitting", 0, stored, codec))) == 4
    with pytest.raises(ChainBroken) as caught:
        list(checked("sitting", 0, tampered(stored, 2, old, new, rehash), codec))
    assert caught.value.version == named


@pytest.mark.parametrize("order", [(0, 2, 3), (0, 2, 1, 3), (1, 2, 3), (0, 0, 1)])
def test_entries_taken_out_swapped_or_doubled_are_noticed(
    recorded: Callable[..., MemoryRecord], codec: Codec, order: tuple[int, ...]
) -> None:
    stored = list(recorded(4).stored("sitting"))
    with pytest.raises(ChainBroken):
        list(checked("sitting", 0, [stored[place] for place in order], codec))
