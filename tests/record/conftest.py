"""A small sitting to record, and a house that signs it."""

from collections.abc import Callable

import pytest

from rostrum.procedure.meeting.acts import ACTS
from rostrum.record.bundle import attest
from rostrum.record.checkpoint import Signer
from rostrum.record.codec import Codec
from rostrum.record.memory import MemoryRecord
from tests.record.sitting import draft


@pytest.fixture(scope="session")
def codec() -> Codec:
    return Codec(ACTS)


@pytest.fixture(scope="session")
def signer() -> Signer:
    return Signer(bytes(range(32)))


@pytest.fixture(scope="session")
def recorded(codec: Codec, signer: Signer) -> Callable[..., MemoryRecord]:
    """``recorded(size, checkpoints)``: a record whose book ``sitting`` has ``size`` entries."""

    def record(size: int, checkpoints: tuple[int, ...] = ()) -> MemoryRecord:
        kept = MemoryRecord(codec)
        for number in range(size):
            kept.append("sitting", number, [draft(number)])
            if number + 1 in checkpoints:
                attest(kept, "sitting", signer)
        return kept

    return record
